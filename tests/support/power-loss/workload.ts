import { ResultCode, SqliteError } from "../../../src/base/index.js";
import type { Database } from "../../../src/oo1/index.js";
import type { Configuration } from "./configuration.js";
import { type CrashLab, SCHEMAS } from "./crash-lab.js";
import { EMPTY_STATE, readState, type State } from "./database-state.js";
import type { MountedStorage } from "./mounted-storage.js";
import type { Operation } from "./operation.js";
import { Random } from "./random.js";
import { type FlushFault, RecordingStorage } from "./recording-storage.js";

/** Steps of a workload; most are transactions. */
const STEP_COUNT = 30;
const MOST_ROWS = 40;

/** A commit that was acknowledged. */
export interface Commit {
  /** Operations of the storage before COMMIT returned. */
  readonly position: number;
  readonly state: State;
}

/** Everything that a workload did. */
export interface RecordedRun {
  readonly operations: readonly Operation[];
  /** In order; the first is the time before anything was there. */
  readonly commits: readonly Commit[];
  /** Transactions that found no room. */
  readonly refusals: number;
}

/** What goes wrong while a workload runs. */
export interface Trouble {
  readonly ignoresFlush?: FlushFault | undefined;
  /** Many transactions find only little room. */
  readonly runsOutOfRoom?: boolean | undefined;
}

/** Runs a random workload in a new storage and records what reaches the storage. */
export async function recordRun(
  lab: CrashLab,
  configuration: Configuration,
  seed: number,
  { ignoresFlush, runsOutOfRoom = false }: Trouble = {},
): Promise<RecordedRun> {
  const storage = new RecordingStorage(ignoresFlush);
  const mounted = await lab.mount(storage, configuration, seed);
  const workload = new Workload(lab, configuration, mounted, new Random(seed), storage, runsOutOfRoom);
  await workload.run();
  const { commits, refusals } = workload;
  return { operations: storage.operations, commits, refusals };
}

/** One workload while it runs. Each transaction leaves its number in the databases that it changes. */
class Workload {
  readonly commits: Commit[] = [{ position: 0, state: EMPTY_STATE }];
  refusals = 0;
  readonly #lab: CrashLab;
  readonly #configuration: Configuration;
  readonly #mounted: MountedStorage;
  readonly #random: Random;
  readonly #storage: RecordingStorage;
  readonly #runsOutOfRoom: boolean;
  #db: Database;

  constructor(
    lab: CrashLab,
    configuration: Configuration,
    mounted: MountedStorage,
    random: Random,
    storage: RecordingStorage,
    runsOutOfRoom: boolean,
  ) {
    this.#runsOutOfRoom = runsOutOfRoom;
    this.#lab = lab;
    this.#configuration = configuration;
    this.#mounted = mounted;
    this.#random = random;
    this.#storage = storage;
    this.#db = lab.connect(configuration);
  }

  async run(): Promise<void> {
    this.#createTables();
    for (let step = 0; step < STEP_COUNT; step++) await this.#step();
    this.#close();
  }

  async #step(): Promise<void> {
    const choice = this.#random.below(100);
    if (choice < 70) this.#inLittleRoom(() => this.#transaction(true));
    else if (choice < 78) this.#inLittleRoom(() => this.#transaction(false));
    else if (choice < 86) this.#inLittleRoom(() => this.#commit(() => this.#note("main")));
    else if (choice < 90) this.#inLittleRoom(() => this.#db.exec(`VACUUM ${this.#random.pick(SCHEMAS)}`));
    else if (choice < 96) this.#reopen();
    else await this.#mounted.rearrange(this.#random);
    await this.#mounted.settle();
  }

  #createTables(): void {
    const autoVacuum = this.#random.pick(["NONE", "FULL", "INCREMENTAL"]);
    for (const schema of SCHEMAS) this.#db.exec(`PRAGMA ${schema}.auto_vacuum = ${autoVacuum}`);
    this.#commit(() => {
      this.#db.exec("BEGIN");
      for (const schema of SCHEMAS) {
        this.#db.exec(`
          CREATE TABLE ${schema}.progress (number INTEGER);
          CREATE TABLE ${schema}.item (id INTEGER PRIMARY KEY, key TEXT, data BLOB);
          CREATE INDEX ${schema}.item_key ON item (key);
          INSERT INTO ${schema}.progress VALUES (1)`);
      }
      this.#db.exec("COMMIT");
    });
  }

  #reopen(): void {
    this.#close();
    this.#db = this.#lab.connect(this.#configuration);
  }

  #close(): void {
    this.#db.exec(this.#configuration.closing);
    this.#db.close();
  }

  /** Runs a step, sometimes with so little room that it may be refused. */
  #inLittleRoom(step: () => void): void {
    const { pageSize } = this.#configuration;
    if (!this.#runsOutOfRoom || this.#random.chance(0.5)) {
      step();
      return;
    }
    this.#storage.limitRoom(this.#random.below(8 * pageSize + 2000), this.#random.chance(0.5));
    try {
      step();
    } catch (error) {
      if (!(error instanceof SqliteError && error.resultCode === ResultCode.SQLITE_FULL)) throw error;
      this.refusals++;
      this.#recover();
    }
    this.#storage.limitRoom(Number.POSITIVE_INFINITY);
  }

  /** Does what is done after a refusal, most of the time while there is still no room. */
  #recover(): void {
    if (this.#random.chance(0.2)) this.#storage.limitRoom(Number.POSITIVE_INFINITY);
    const isCommitted = this.#random.chance(0.3) && this.#attempt("COMMIT");
    if (!isCommitted) this.#attempt("ROLLBACK");
    const state = readState(this.#db);
    const latest = (this.commits.at(-1) as Commit).state;
    const isUnchanged = SCHEMAS.every((schema) => state[schema] === latest[schema]);
    // Without a super-journal, one database may have committed when the other had no room for it.
    if (!isUnchanged && !isCommitted && this.#configuration.isJoint) {
      throw new Error(
        `after a refused commit there is ${JSON.stringify(state)}, not ${JSON.stringify(latest)}`,
      );
    }
    if (!isUnchanged) this.commits.push({ position: this.#storage.operations.length, state });
  }

  /** @returns whether that worked; when SQLite has rolled back itself already, it does not */
  #attempt(sql: string): boolean {
    try {
      this.#db.exec(sql);
      return true;
    } catch {
      return false;
    }
  }

  /** Runs what commits once. */
  #commit(work: () => void): void {
    work();
    const position = this.#storage.operations.length;
    this.commits.push({ position, state: readState(this.#db) });
  }

  #transaction(isKept: boolean): void {
    const schemas = this.#random.chance(0.4) ? SCHEMAS : SCHEMAS.slice(0, 1);
    const work = (): void => {
      this.#db.exec("BEGIN");
      for (const schema of schemas) {
        this.#note(schema);
        for (let count = this.#random.below(3); count >= 0; count--) this.#change(schema);
      }
      this.#db.exec(isKept ? "COMMIT" : "ROLLBACK");
    };
    if (isKept) this.#commit(work);
    else work();
  }

  #note(schema: string): void {
    this.#db.exec(`UPDATE ${schema}.progress SET number = ${this.commits.length}`);
  }

  #change(schema: string): void {
    const db = this.#db;
    const item = `${schema}.item`;
    const random = this.#random;
    const choice = random.below(100);
    if (choice < 40) this.#insert(item, 1 + random.below(5));
    else if (choice < 65) {
      const where = `WHERE id % 4 = ${random.below(4)}`;
      db.exec(`UPDATE ${item} SET key = key || 'x', data = ? ${where}`, { bind: [this.#data()] });
    } else if (choice < 80) db.exec(`DELETE FROM ${item} WHERE id % 5 = ${random.below(5)}`);
    else if (choice < 90) this.#failingStatement(item);
    else {
      db.exec("SAVEPOINT part");
      this.#insert(item, 3);
      db.exec("ROLLBACK TO part; RELEASE part");
    }
    const rest = `(SELECT id FROM ${item} ORDER BY id DESC LIMIT ${MOST_ROWS})`;
    db.exec(`DELETE FROM ${item} WHERE id NOT IN ${rest}`);
  }

  #insert(item: string, count: number): void {
    for (let inserted = 0; inserted < count; inserted++) {
      const key = String(this.#random.below(1_000_000));
      this.#db.exec(`INSERT INTO ${item} (key, data) VALUES (?, ?)`, { bind: [key, this.#data()] });
    }
  }

  /** Changes many rows before it fails at the last one, so that SQLite undoes it with a statement journal. */
  #failingStatement(item: string): void {
    try {
      this.#db.exec(`UPDATE ${item} SET id = CASE id WHEN (SELECT max(id) FROM ${item})
        THEN (SELECT min(id) FROM ${item}) - 1000 ELSE id - 1000 END`);
    } catch (error) {
      // That id is taken, as meant.
      if ((error as SqliteError).resultCode !== ResultCode.SQLITE_CONSTRAINT) throw error;
    }
  }

  /** Small for the most part, sometimes over several pages. */
  #data(): Uint8Array<ArrayBuffer> {
    const { pageSize } = this.#configuration;
    const limit = this.#random.chance(0.15) ? Math.min(3 * pageSize, 100_000) : 200;
    return this.#random.fill(new Uint8Array(this.#random.below(limit)));
  }
}
