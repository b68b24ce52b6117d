import { type Database, type OpenOptions, open } from "web-sqlite-v2";

let db: Database | undefined;

/** Opens a database; gives its storage, or the code of the error. */
export async function openDatabase(name: string, options: OpenOptions = {}): Promise<string> {
  try {
    db = await open(name, options);
    return db.storage.kind;
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
}

/** Tries to open a database, and gives the error. */
export async function failureOfOpen(name: string, options: OpenOptions): Promise<object> {
  try {
    await (await open(name, options)).close();
    return {};
  } catch (error) {
    const { name, message, code } = error as Error & { code?: unknown };
    return { name, message, code };
  }
}

/** Runs a script and gives the number of notes. */
export async function countNotes(script: string): Promise<unknown> {
  await db?.exec(script);
  const rows = await db?.query("SELECT count(*) AS count FROM note");
  return rows?.[0]?.count;
}

/** Stops a statement that would never end; gives the reason that it was stopped with. */
export async function stopEndless(): Promise<unknown> {
  const controller = new AbortController();
  setTimeout(() => controller.abort("stopped"), 50);
  const text = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c";
  return db?.query(text, [], { signal: controller.signal }).catch((error: unknown) => error);
}

export async function closeDatabase(): Promise<void> {
  await db?.close();
}

/** Writes so much that it reaches the file, in a transaction that never ends. */
export async function leaveTransactionOpen(): Promise<void> {
  await db?.exec("PRAGMA cache_size = 2");
  await new Promise<void>((resolve) => {
    void db?.transaction(async (tx) => {
      for (let id = 0; id < 200; id++) await tx.run("INSERT INTO note VALUES (hex(randomblob(2000)))");
      resolve();
      await new Promise(() => {});
    });
  });
}
