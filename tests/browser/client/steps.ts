import { type Database, open } from "web-sqlite-v2";

let db: Database | undefined;

/** Opens a database; gives its storage, or the code of the error. */
export async function openDatabase(name: string): Promise<string> {
  try {
    db = await open(name);
    return db.storage.kind;
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
}

/** Runs a script and gives the number of notes. */
export async function countNotes(script: string): Promise<unknown> {
  await db?.exec(script);
  const rows = await db?.query("SELECT count(*) AS count FROM note");
  return rows?.[0]?.count;
}

export async function closeDatabase(): Promise<void> {
  await db?.close();
}
