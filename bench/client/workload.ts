import type { ClientDatabase, Contestant } from "./contestant.js";
import { CREATE_LARGE, CREATE_TABLE, LARGE_COUNT, makeRows, READINGS, SELECT_ALL } from "./data.js";
import { WORKS } from "./works.mjs";

/** Milliseconds by work. */
export type Times = Record<string, number>;

const MANY = 10_000;

/** Milliseconds that `work` takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Throws when something is not as it should be: work that is not done would look fast. */
function expectCount(what: string, found: number, expected: number): void {
  if (found !== expected) throw new Error(`${what}: ${found} instead of ${expected}`);
}

/** Does all works on one contestant, on a database that is not there yet. */
export async function runWorkload(contestant: Contestant, name: string): Promise<Times> {
  const times: Times = {};
  let db: ClientDatabase | undefined;
  times[WORKS.open] = await timed(async () => {
    db = await contestant.open(name);
    await db.exec(CREATE_TABLE);
  });
  const open = db as unknown as ClientDatabase;
  times[WORKS.loop] = await timed(() => open.insertInLoop(makeRows(1, MANY)));
  const { insertMany, readColumns } = open;
  if (insertMany !== undefined) {
    const rows = makeRows(MANY + 1, MANY);
    times[WORKS.many] = await timed(() => insertMany(rows));
  }
  const single = makeRows(5 * MANY, 100);
  times[WORKS.autocommit] = await timed(async () => {
    for (const row of single) await open.insert(row);
  });
  times[WORKS.point] = await timed(async () => {
    for (let index = 0; index < 1000; index++) await open.find(((index * 7919) % MANY) + 1);
  });
  const stored = MANY * (insertMany === undefined ? 1 : 2) + single.length;
  expectCount("rows stored", (await open.readAll("SELECT id FROM measurement")).length, stored);
  await open.exec(CREATE_LARGE);
  times[WORKS.objects] = await best(async () => {
    expectCount("rows read", (await open.readAll(SELECT_ALL)).length, LARGE_COUNT);
  });
  if (readColumns !== undefined) {
    times[WORKS.columns] = await best(async () => {
      expectCount("values read", await readColumns(SELECT_ALL), LARGE_COUNT);
    });
  }
  await open.close();
  return times;
}

/** The shortest of several: the first reads from the storage, and compiles. */
async function best(work: () => Promise<unknown>): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < READINGS; run++) shortest = Math.min(shortest, await timed(work));
  return shortest;
}
