import type { Contestant } from "./contestant.js";
import { watchHandles } from "./handle-calls.js";
import type { LargeResult } from "./measurements.js";

const DATABASE = "large.db";
/** Two rows fill a page of 8 KiB, one a page of 4 KiB: a little over 1 GB in all. */
const ROWS = 262_144;
const PAYLOAD = 3900;

/** Builds a database of 1 GB. */
export async function fillLargeDatabase(contestant: Contestant, folder: string): Promise<void> {
  const db = await (await contestant.start(folder)).open(DATABASE);
  await db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE large(id INTEGER PRIMARY KEY, payload BLOB);
    WITH RECURSIVE counter(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM counter LIMIT ${ROWS})
      INSERT INTO large SELECT id, zeroblob(${PAYLOAD}) FROM counter;`);
  await db.close();
}

/** Opens it in another worker, reads one row, then all. The connection stays open, so that memory can be looked at. */
export async function openLargeDatabase(contestant: Contestant, folder: string): Promise<LargeResult> {
  const calls = watchHandles();
  const storage = await contestant.start(folder);
  const readBytes = async () => calls.readBytes + ((await storage.readBytes?.()) ?? 0);
  const bytesBefore = await readBytes();
  const start = performance.now();
  const db = await storage.open(DATABASE);
  const found = await db.readMany("SELECT id, length(payload) FROM large WHERE id = ?", [ROWS / 2]);
  const firstRow = performance.now() - start;
  if (found !== 1) throw new Error("the row is not there");
  const firstRowBytes = (await readBytes()) - bytesBefore;
  const scanStart = performance.now();
  const rows = await db.readAll("SELECT count(*), sum(id) FROM large");
  const scan = performance.now() - scanStart;
  if (rows[0]?.[0] !== ROWS) throw new Error(`${rows[0]?.[0]} rows instead of ${ROWS}`);
  return {
    firstRow,
    firstRowBytes: firstRowBytes === 0 ? undefined : firstRowBytes,
    scan,
    wasmBytes: storage.wasmBytes(),
  };
}
