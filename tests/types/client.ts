/** Checked by `npm run typecheck`, and against the packed declarations: what an application says to the client. */
import { type Database, EngineError, open, SqliteError, type SqlValue, StorageError } from "web-sqlite-v2";

type Same<Left, Right> =
  (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : never;

/** Fails to compile when the type argument is not `true`. */
function holds<_Claim extends true>(): void {}

interface Note {
  id: number;
  title: string;
}

export async function useClient(): Promise<void> {
  await using db: Database = await open("notes.db", { storage: "opfs", requirePersistence: true });
  const kind: "opfs-sahpool" | "opfs" | "memory" = db.storage.kind;
  await db.exec(`-- ${kind}\nCREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT)`);
  await db.run("INSERT INTO note(title) VALUES (?)", ["milk"]);
  const notes = await db.query<Note>("SELECT id, title FROM note WHERE id > :id", { id: 1n });
  holds<Same<typeof notes, Note[]>>();
  const rows = await db.query("SELECT * FROM note");
  holds<Same<(typeof rows)[number][string], SqlValue>>();
  const { columns } = await db.query("SELECT 1", [], { rowMode: "array" });
  columns.join(", ");
  const count: number = await db.transaction(async (tx) => (await tx.query("SELECT 1")).length);
  count.toFixed();
  // @ts-expect-error -- no such storage
  await open("notes.db", { storage: "disk" });
  // @ts-expect-error -- with exactOptionalPropertyTypes an option that is left out is not there
  await open("notes.db", { workerUrl: undefined });
  // @ts-expect-error -- a date is no parameter
  await db.run("SELECT ?", [new Date()]);
}

export function explain(error: unknown): string {
  if (error instanceof SqliteError) return `${error.code} ${error.resultCode.toFixed()}`;
  if (error instanceof StorageError || error instanceof EngineError) return error.code;
  return String(error);
}
