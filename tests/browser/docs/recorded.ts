import { type Database, open as openDatabase } from "web-sqlite-v2";

/** The package, for samples: what they leave open can be closed. */
export * from "web-sqlite-v2";

const opened: Database[] = [];

export async function open(...parameters: Parameters<typeof openDatabase>): Promise<Database> {
  const db = await openDatabase(...parameters);
  opened.push(db);
  return db;
}

/** Closes all databases that samples have opened. */
export async function closeOpened(): Promise<void> {
  await Promise.all(opened.splice(0).map((db) => db.close().catch(() => {})));
}
