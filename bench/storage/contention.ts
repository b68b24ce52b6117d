import type { Connection, Contestant } from "./contestant.js";
import type { ContentionResult } from "./measurements.js";

const DATABASE = "contention.db";
const ACCOUNTS = 100;
const DURATION = 15_000;
/** Longest wait that SQLite itself makes for a lock, in milliseconds: what the official package's OpfsDb sets. */
const BUSY_TIMEOUT = "PRAGMA busy_timeout = 10000;";

/** Makes the file that all workers share. */
export async function prepareContention(contestant: Contestant, folder: string): Promise<void> {
  const db = await (await contestant.start(folder)).open(DATABASE);
  await db.exec("CREATE TABLE account(id INTEGER PRIMARY KEY, balance INTEGER); BEGIN");
  const rows = Array.from({ length: ACCOUNTS }, (_, id) => [id, 0]);
  await db.runMany("INSERT INTO account VALUES(?, ?)", rows);
  await db.exec("COMMIT");
  await db.close();
}

/**
 * Reads and writes by turns until time is up; a transaction that finds the database locked is tried again.
 *
 * @param ready - called when the database is open; resolves when all workers are to begin
 * @param worker - number of this worker, so that the workers do not march in step through the rows
 */
export async function contend(
  contestant: Contestant,
  folder: string,
  worker: number,
  ready: () => Promise<void>,
): Promise<ContentionResult> {
  const db = await (await contestant.start(folder)).open(DATABASE);
  await db.exec(BUSY_TIMEOUT);
  await ready();
  const counts = { reads: 0, writes: 0, refusals: 0, longest: 0 };
  const pause = createPause();
  const begin = performance.now();
  const end = begin + DURATION;
  for (let round = worker; performance.now() < end; round++) {
    const id = (round * 37) % ACCOUNTS;
    const isRead = round % 2 === 0;
    const start = performance.now();
    let isDone = await attempt(db, isRead ? read(id) : write(id));
    while (!isDone && performance.now() < end) {
      counts.refusals++;
      await pause();
      isDone = await attempt(db, isRead ? read(id) : write(id));
    }
    if (isDone) counts[isRead ? "reads" : "writes"]++;
    counts.longest = Math.max(counts.longest, performance.now() - start);
    // Workers get their requests as events, and some storages hear the others' wishes so.
    await pause();
  }
  const elapsed = performance.now() - begin;
  await db.close();
  return { ...counts, elapsed };
}

/** Counts the writes that are in the file. */
export async function countWrites(contestant: Contestant, folder: string): Promise<number> {
  const db = await (await contestant.start(folder)).open(DATABASE);
  const rows = await db.readAll("SELECT sum(balance) FROM account");
  await db.close();
  return Number(rows[0]?.[0]);
}

function read(id: number): string {
  return `SELECT balance FROM account WHERE id = ${id}`;
}

function write(id: number): string {
  return `BEGIN IMMEDIATE; UPDATE account SET balance = balance + 1 WHERE id = ${id}; COMMIT`;
}

async function attempt(db: Connection, sql: string): Promise<boolean> {
  try {
    await db.exec(sql);
    return true;
  } catch (error) {
    if (!/busy|locked/i.test(String(error))) throw error;
    try {
      await db.exec("ROLLBACK");
    } catch {
      // No transaction had begun.
    }
    return false;
  }
}

/** Lets the worker's other tasks run; setTimeout would wait 4 ms each time. */
function createPause(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return () =>
    new Promise((resolve) => {
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
}
