import type { SqlValue } from "../../src/oo1/index.js";
import {
  CREATE_TABLE,
  INSERT,
  measuredAt,
  ROW_COUNT,
  SELECT_ALL,
  SELECT_POINT,
  stationOf,
} from "../engine/data.js";
import type { Connection, Contestant } from "./contestant.js";
import { type HandleCalls, watchHandles } from "./handle-calls.js";
import type { WorkloadResult } from "./measurements.js";
import { speedScripts } from "./scripts.js";
import { repeated, timed } from "./timing.js";

const AUTOCOMMITS = 200;
const POINT_SELECTS = 10_000;
/** Runs the whole workload on a contestant's storage. */
export async function runWorkload(contestant: Contestant, folder: string): Promise<WorkloadResult> {
  const calls = contestant.flushesHere ? watchHandles() : undefined;
  const storage = await contestant.start(folder);
  const db = await storage.open("workload.db");
  const works = {
    "prepared insert of 50,000 rows": await insertRows(db),
    "200 autocommit inserts": await insertOneByOne(db, calls),
    "10,000 point SELECTs": await selectPoints(db, contestant.pointDivisor ?? 1),
    "reading 50,000 rows": await readRows(db),
  };
  await db.close();

  const scripts: Record<string, number> = {};
  const scriptDb = await storage.open("scripts.db");
  for (const { name, sql } of speedScripts()) scripts[name] = await timed(() => scriptDb.exec(sql));
  await scriptDb.close();
  const total = Object.values(scripts).reduce((sum, time) => sum + time, 0);
  return { works: { ...works, "sixteen scripts": total }, scripts };
}

/** Each repetition fills a table of its own and leaves it as the one called `measurement`. */
async function insertRows(db: Connection): Promise<number> {
  const rows = rowsFrom(0, ROW_COUNT);
  return repeated(async (repetition) => {
    if (repetition > 0) await db.exec(`ALTER TABLE measurement RENAME TO measurement_${repetition}`);
    await db.exec(CREATE_TABLE);
    return timed(async () => {
      await db.exec("BEGIN");
      await db.runMany(INSERT, rows);
      await db.exec("COMMIT");
    });
  });
}

async function insertOneByOne(db: Connection, calls: HandleCalls | undefined): Promise<number> {
  return repeated(async (repetition) => {
    const rows = rowsFrom(ROW_COUNT + repetition * AUTOCOMMITS, AUTOCOMMITS);
    const flushesBefore = calls?.flushes ?? 0;
    const elapsed = await timed(() => db.runMany(INSERT, rows));
    if (calls !== undefined && calls.flushes - flushesBefore < AUTOCOMMITS) {
      throw new Error(`${AUTOCOMMITS} commits with ${calls.flushes - flushesBefore} flushes are not durable`);
    }
    return elapsed;
  });
}

async function selectPoints(db: Connection, divisor: number): Promise<number> {
  const ids = Array.from({ length: POINT_SELECTS / divisor }, (_, index) => (index * 7919) % ROW_COUNT);
  return repeated(async () => {
    let found = 0;
    const elapsed = await timed(async () => {
      found = await db.readMany(SELECT_POINT, ids);
    });
    expectCount(found, ids.length);
    return elapsed * divisor;
  });
}

async function readRows(db: Connection): Promise<number> {
  return repeated(async () => {
    let rows: unknown[][] = [];
    const elapsed = await timed(async () => {
      rows = await db.readAll(`${SELECT_ALL} LIMIT ${ROW_COUNT}`);
    });
    expectCount(rows.length, ROW_COUNT);
    expectCount(rows[0]?.length ?? 0, 5);
    return elapsed;
  });
}

function rowsFrom(first: number, count: number): SqlValue[][] {
  return Array.from({ length: count }, (_, index) => {
    const id = first + index;
    return [id, stationOf(id), measuredAt(id), id % 7];
  });
}

/** A benchmark of work that is not done would look fast. */
function expectCount(count: number, expected: number): void {
  if (count !== expected) throw new Error(`${count} instead of ${expected}`);
}
