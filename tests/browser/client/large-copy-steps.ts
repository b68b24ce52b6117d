import { type Database, open, type StorageKind } from "web-sqlite-v2";

const MEGABYTE = 1_048_576;
let source: Database;
let target: Database;

async function fill(db: Database, megabytes: number): Promise<void> {
  await db.exec(`DROP TABLE IF EXISTS large; CREATE TABLE large(id INTEGER PRIMARY KEY, payload)`);
  for (let done = 0; done < megabytes; done += 16) {
    await db.exec(`WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2048)
      INSERT INTO large(payload) SELECT randomblob(7900) FROM c`);
  }
}

/** Makes a database of some size, and another one, whose worker has worked too: caches and wasm memory have grown. */
export async function prepare(storage: StorageKind, megabytes: number): Promise<void> {
  source = await open("source.db", { storage });
  target = await open("target.db", { storage });
  await fill(target, 64);
  await fill(source, megabytes);
  // Reads all of it, so that the cache is full.
  await source.value("SELECT count(payload) FROM large");
  await target.import(await target.export());
}

/** Exports one database as a stream and imports it into the other: bytes, and milliseconds of the two parts. */
export async function copy(): Promise<{ bytes: number; snapshot: number; transfer: number }> {
  const begin = performance.now();
  const stream = await source.export();
  const snapshot = performance.now() - begin;
  let bytes = 0;
  await target.import(stream, {
    onProgress({ done }) {
      bytes = done;
    },
  });
  return { bytes, snapshot, transfer: performance.now() - begin - snapshot };
}

/** Exports as a blob, which a page gives to who clicks on a link. */
export async function exportBlob(): Promise<{ bytes: number; took: number }> {
  const begin = performance.now();
  const { size } = await source.export({ as: "blob" });
  return { bytes: size, took: performance.now() - begin };
}

/** Whether the two are equal, and megabytes of them. */
export async function compare(): Promise<unknown> {
  const sum = "SELECT count(*) || ' ' || sum(length(payload)) || ' ' || max(id) FROM large";
  const sums = [await source.value(sum), await target.value(sum)];
  return {
    isEqual: sums[0] === sums[1],
    megabytes: (Number(await target.value("PRAGMA page_count")) * 8192) / MEGABYTE,
  };
}

export async function end(): Promise<void> {
  await source.close();
  await target.close();
}
