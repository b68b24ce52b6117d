import type { Database } from "web-sqlite-v2";
import type { FoundState } from "./check-state.js";
import { type PlannedTransaction, planTransaction } from "./transaction-plan.js";

/** What the writer uses of a database. */
export type WritableDatabase = Pick<Database, "exec" | "query" | "transaction">;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS record(number INTEGER PRIMARY KEY, rows INTEGER, checksum INTEGER);
  CREATE TABLE IF NOT EXISTS entry(number INTEGER, position INTEGER, body BLOB, size AS (length(body)) STORED);
  CREATE INDEX IF NOT EXISTS entry_by_size ON entry(size, number);
  CREATE UNIQUE INDEX IF NOT EXISTS entry_by_place ON entry(number, position)`;

/** Makes the tables of the crash tests where they are missing. */
export function createTables(db: WritableDatabase): Promise<void> {
  return db.transaction((tx) => tx.exec(SCHEMA));
}

/**
 * Runs one transaction as planned: every fourth as one script, the others statement by statement, since Chromium lets a
 * worker that is terminated finish what it is at.
 */
export async function runPlanned(db: WritableDatabase, planned: PlannedTransaction): Promise<void> {
  const { number, bodies, deletes, checksum } = planned;
  const removal = deletes.length === 0 ? "" : removalOf(deletes);
  const record = `INSERT INTO record VALUES (${number}, ${bodies.length}, ${checksum})`;
  if (number % 4 === 0) {
    const rows = bodies.map((body, position) => `(${number}, ${position}, x'${hex(body)}')`);
    const insert = `INSERT INTO entry(number, position, body) VALUES ${rows.join()}`;
    await db.exec(`BEGIN; ${removal} ${record}; ${insert}; COMMIT`);
    return;
  }
  await db.transaction(async (tx) => {
    await tx.exec(removal);
    for (const [position, body] of bodies.entries()) {
      await tx.run("INSERT INTO entry(number, position, body) VALUES (?, ?, ?)", [number, position, body]);
    }
    await tx.exec(record);
  });
}

/**
 * Runs transaction after transaction, until something fails or the database's worker dies: then it never returns.
 *
 * @param committed - the last one that is there already
 * @param onStart - called before each transaction with its number
 * @param onAcknowledged - called with its number when its commit has been acknowledged
 */
export async function runForEver(
  db: WritableDatabase,
  seed: number,
  committed: number,
  onStart: (number: number) => void,
  onAcknowledged: (number: number) => void,
): Promise<never> {
  for (let number = committed + 1; ; number++) {
    const planned = planTransaction(seed, number);
    onStart(number);
    await runPlanned(db, planned);
    onAcknowledged(number);
  }
}

/** Reads all that the transactions left. */
export async function readState(db: WritableDatabase): Promise<FoundState> {
  const integrity = await db.query<{ integrity_check: string }>("PRAGMA integrity_check");
  return {
    records: await db.query<FoundState["records"][number]>("SELECT * FROM record"),
    entries: await db.query<FoundState["entries"][number]>(
      "SELECT number, position, body FROM entry ORDER BY number, position",
    ),
    integrity: integrity.map(({ integrity_check }) => integrity_check),
  };
}

function removalOf(numbers: readonly number[]): string {
  const list = numbers.join();
  return `DELETE FROM entry WHERE number IN (${list}); DELETE FROM record WHERE number IN (${list});`;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
