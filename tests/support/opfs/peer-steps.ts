import type { LockLevel } from "../../../src/vfs/index.js";
import { OpenFlag, type VfsFile } from "../../../src/vfs/index.js";
import { canShareHandles } from "../../../src/vfs/opfs/async-proxy/stored-file.js";
import type { OpfsOptions } from "../../../src/vfs/opfs/index.js";
import { column, type OpfsFixture, startOnOpfs } from "./open-opfs.js";

let fixture: OpfsFixture;
let db: ReturnType<OpfsFixture["open"]>;
let file: VfsFile;

/** Starts on the shared storage and opens a database. */
async function start(path: string, options?: OpfsOptions, proxyScript?: string): Promise<void> {
  fixture = await startOnOpfs(options, proxyScript);
  db = fixture.open(path);
}

/** Runs SQL; returns the first column of its rows. */
function exec(sql: string): unknown[] {
  return column(db, sql);
}

/** Runs `insert into t(worker, number)` so many times, each in a transaction of its own. */
function insertRows(worker: number, count: number): number {
  let slowest = 0;
  for (let number = 0; number < count; number++) {
    const begin = performance.now();
    db.exec(`insert into t(worker, number) values (${worker}, ${number})`);
    slowest = Math.max(slowest, performance.now() - begin);
  }
  return slowest;
}

/** What {@link readAndWrite} came to. */
export interface Turns {
  /** Numbers of the transactions that were acknowledged: 0 up to this one, not included. */
  readonly acknowledged: number;
  readonly reads: number;
  /** Longest time of one transaction with all its waiting, in milliseconds. */
  readonly slowest: number;
  /** What a reader saw that it must not see, and what failed. */
  readonly complaints: readonly string[];
}

/**
 * Reads and writes in turns for a while. A transaction inserts two rows into `t(worker, number, half)`; a reader that
 * sees an odd number of rows has seen half a transaction, and one that sees fewer of its own has lost a row.
 */
function readAndWrite(worker: number, milliseconds: number): Turns {
  const end = performance.now() + milliseconds;
  const complaints: string[] = [];
  let acknowledged = 0;
  let reads = 0;
  let slowest = 0;
  for (let turn = 0; performance.now() < end; turn++) {
    const begin = performance.now();
    try {
      if (turn % 2 === 0) {
        db.exec(`begin immediate; insert into t values (${worker}, ${acknowledged}, 1);
          insert into t values (${worker}, ${acknowledged}, 2); commit`);
        acknowledged++;
      } else {
        const [all, own] = exec(
          `select count(*) from t union all select count(*) from t where worker = ${worker}`,
        );
        if (Number(all) % 2 !== 0) complaints.push(`half a transaction: ${all} rows`);
        if (own !== acknowledged * 2) complaints.push(`${own} rows instead of ${acknowledged * 2}`);
        reads++;
      }
    } catch (error) {
      complaints.push(String(error));
    }
    slowest = Math.max(slowest, performance.now() - begin);
  }
  return { acknowledged, reads, slowest, complaints };
}

/** Moves amounts between two rows again and again; their sum stays the same. */
function moveAmounts(milliseconds: number): number {
  const end = performance.now() + milliseconds;
  let count = 0;
  for (; performance.now() < end; count++) {
    db.exec(`begin immediate; update account set amount = amount - 1 where id = 1;
      update account set amount = amount + 1 where id = 2; commit`);
  }
  return count;
}

/** Sums the amounts again and again. Returns every sum that came up. */
function sumAmounts(milliseconds: number): unknown[] {
  const end = performance.now() + milliseconds;
  const sums = new Set<unknown>();
  while (performance.now() < end) sums.add(exec("select sum(amount) from account")[0]);
  return [...sums];
}

/** Opens a file without SQLite, to lock it. */
async function openRaw(path: string, options?: OpfsOptions): Promise<void> {
  fixture = await startOnOpfs(options);
  file = fixture.opfs.vfs.xOpen(path, OpenFlag.MAIN_DB | OpenFlag.CREATE | OpenFlag.READWRITE);
}

/** Raises the lock level by level, as SQLite does. Returns the level reached. */
function raise(level: LockLevel): LockLevel {
  let reached: LockLevel = 0;
  for (const next of [1, 2, 4] as const) {
    if (next > level || !file.xLock(next)) break;
    reached = next;
  }
  return reached;
}

/** Closes everything, so that the worker can be terminated with nothing pending. */
function end(): void {
  db?.close();
  file?.xClose();
  fixture?.opfs.close();
}

/** What another worker can be told to do. */
export const STEPS = {
  start,
  exec,
  insertRows,
  readAndWrite,
  moveAmounts,
  sumAmounts,
  openRaw,
  raise,
  unlock: (level: LockLevel): void => file.xUnlock(level),
  checkReserved: (): boolean => file.xCheckReservedLock(),
  write: (bytes: number[], offset: number): void => file.xWrite(Uint8Array.from(bytes), offset),
  exists: (path: string): boolean => fixture.opfs.vfs.xAccess(path, 0),
  metrics: () => fixture.opfs.metrics,
  isLost: (): boolean => fixture.opfs.isLost,
  end,
  canShareHandles,
};

/** Steps by name. */
export type Steps = typeof STEPS;
