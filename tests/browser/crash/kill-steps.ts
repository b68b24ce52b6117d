import { type Database, open, type StorageKind } from "web-sqlite-v2";
import { checkState, type Progress, type Verdict } from "../../support/crash/check-state.js";
import { type Life, planLife } from "../../support/crash/life.js";
import { createTables, readState, runForEver } from "../../support/crash/numbered-writer.js";
import { Random } from "../../support/crash/random.js";
import { killWorkers, watchWorkers } from "../../support/client/watched-workers.js";

/** A database that is killed again and again. */
export interface Victim {
  readonly storage: StorageKind;
  readonly seed: number;
}

const NAME = "victim.db";

/** Longest that a worker writes before it is killed, in milliseconds, where the machine is quick. */
const LONGEST_LIFE = 60;

/**
 * What a life without a commit makes the next ones longer by, up to so many times, and one with a commit shorter again: on a
 * busy machine nearly all would end before their first commit, and show nothing.
 */
const STRETCH = 1.5;
const MOST_STRETCH = 16;

/** Longest that a worker opens a database before it is killed; opening takes about as long. */
const LONGEST_OPENING = 80;

/** What a batch of lives came to. */
export interface Lives {
  /** Kills, those while opening not counted. */
  readonly kills: number;
  /** The last transaction that is there. */
  readonly committed: number;
  /** Kills after which the transaction in flight was there. */
  readonly unacknowledged: number;
  /** Of the first life after which something was wrong. */
  readonly complaints: readonly string[];
}

/**
 * Has a database written to by workers that are killed.
 *
 * @param first - index of the first life, 0 for a database that does not exist yet
 * @param committed - the last transaction that is there already
 */
export async function liveAndDie(
  { storage, seed }: Victim,
  first: number,
  count: number,
  committed: number,
): Promise<Lives> {
  watchWorkers();
  let progress: Progress = { acknowledged: committed, started: committed };
  let kills = 0;
  let unacknowledged = 0;
  let stretch = 1;
  for (let index = first; index < first + count; index++) {
    const life = planLife(seed, index, LONGEST_LIFE);
    const { db, verdict } = await openAndCheck({ storage, seed }, life, progress);
    committed = verdict.committed;
    if (verdict.complaints.length > 0) {
      const complaints = verdict.complaints.map((text) => `before life ${index}: ${text}`);
      return { kills, committed, unacknowledged, complaints };
    }
    if (committed > progress.acknowledged) unacknowledged += 1;
    progress = await writeFor(life, stretch, db, seed, committed);
    const hasCommitted = progress.acknowledged > committed;
    stretch = hasCommitted ? Math.max(1, stretch / STRETCH) : Math.min(MOST_STRETCH, stretch * STRETCH);
    if (life.end !== "close") kills += 1;
    if (life.end === "kill-twice") await killWhileOpening(storage, seed, index);
  }
  const { db, verdict } = await openAndCheck({ storage, seed }, planLife(seed, 0, 1), progress);
  await db.close();
  return { kills, unacknowledged, ...verdict };
}

/**
 * Opens a database and checks it, then writes to it without end.
 *
 * @param acknowledge - name of a function of the page, called with the number of each transaction that is committed
 */
export async function checkAndWrite(
  { storage, seed }: Victim,
  index: number,
  acknowledged: number,
  acknowledge?: string,
): Promise<Verdict> {
  const life = planLife(seed, index, LONGEST_LIFE);
  // Acknowledgements on their way to the driver die with the browser, so how much was begun is not known.
  const progress = { acknowledged, started: Number.POSITIVE_INFINITY };
  const { db, verdict } = await openAndCheck({ storage, seed }, life, progress);
  if (acknowledge === undefined) {
    await db.close();
  } else if (verdict.complaints.length === 0) {
    const report = Reflect.get(globalThis, acknowledge) as (number: number) => void;
    void runForEver(db, seed, verdict.committed, () => {}, report);
  }
  return verdict;
}

async function openAndCheck({ storage, seed }: Victim, life: Life, progress: Progress) {
  const db = await open(NAME, { storage, requirePersistence: true, durability: life.durability });
  await createTables(db);
  const verdict = checkState(seed, await readState(db), progress);
  await db.exec(life.pragmas);
  return { db, verdict };
}

/** Writes for as long as the life lasts, and ends it. */
async function writeFor(
  life: Life,
  stretch: number,
  db: Database,
  seed: number,
  committed: number,
): Promise<Progress> {
  const current = { acknowledged: committed, started: committed };
  const writing = runForEver(
    db,
    seed,
    committed,
    (number) => {
      current.started = number;
    },
    (number) => {
      current.acknowledged = number;
    },
  );
  // Rejects where writing fails for another reason than that the life is over.
  await Promise.race([writing, delay(life.duration * stretch)]);
  // What the client learns from now on, nobody has seen.
  const progress = { ...current };
  if (life.end === "close") await db.close();
  else killWorkers();
  return progress;
}

async function killWhileOpening(storage: StorageKind, seed: number, index: number): Promise<void> {
  const opening = open(NAME, { storage, requirePersistence: true });
  await Promise.race([opening, delay(new Random(seed, index).below(LONGEST_OPENING))]);
  killWorkers();
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
