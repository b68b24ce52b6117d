import { loadEngine } from "../../../src/engine/index.js";
import { Database } from "../../../src/oo1/index.js";
import { registerVfs, SahPool, type SahPoolOptions } from "../../../src/vfs/index.js";

/** A pool's directory that no other test uses. */
export function newDirectory(): string {
  return `/tests/${crypto.randomUUID()}`;
}

/** Opens a pool and an engine over it. */
export async function startOnPool(directory: string, options: SahPoolOptions = {}) {
  const [{ capi }, pool] = await Promise.all([loadEngine(), SahPool.create(directory, options)]);
  const vfs = registerVfs(capi, pool.createVfs());
  return { capi, pool, vfs, open: (filename: string) => new Database(capi, { filename, vfs: vfs.name }) };
}

/** Reads the first column of all rows. */
export function column(db: Database, sql: string): unknown[] {
  const resultRows: unknown[][] = [];
  db.exec(sql, { resultRows: resultRows as never });
  return resultRows.map(([first]) => first);
}

/** Fills `/kill.db` and stops inside a transaction whose journal, and some of whose changes, are on disk. */
async function stopInTransaction(directory: string): Promise<unknown> {
  const { pool, open } = await startOnPool(directory);
  const db = open("/kill.db");
  db.exec(`pragma cache_size = 5; create table t(id integer primary key, text);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
    insert into t(text) select 'before' || hex(zeroblob(100)) from n;
    begin; update t set text = 'after' || hex(zeroblob(100)); delete from t where id % 3 = 0`);
  return pool.fileNames;
}

/** Opens what {@link stopInTransaction} left, and says what is found before and after it is used. */
async function recover(directory: string) {
  const { pool, open } = await startOnPool(directory, { acquireTimeout: 10_000 });
  const filesBefore = pool.fileNames.sort();
  const db = open("/kill.db");
  const found = column(db, "select count(*) from t where text like 'before%'");
  const check = column(db, "pragma integrity_check");
  db.exec("delete from t");
  db.close();
  const filesAfter = pool.fileNames;
  await pool.close();
  return { filesBefore, found, check, filesAfter };
}

let held: SahPool | undefined;

/** Opens a pool and keeps it; returns its capacity. */
async function hold(directory: string, acquireTimeout: number): Promise<number> {
  held = await SahPool.create(directory, { acquireTimeout });
  return held.capacity;
}

/** What a worker can be told to do. */
export const STEPS = { hold, release: () => held?.close(), stopInTransaction, recover };

/** Name of something that a worker can be told to do. */
export type StepName = keyof typeof STEPS;
