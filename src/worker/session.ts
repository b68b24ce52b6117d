import { EngineError, ResultCode, SqliteError } from "../base/index.js";
import { ownSqliteError } from "../capi/index.js";
import type { Engine } from "../engine/index.js";
import { Database, type DatabaseOptions } from "../oo1/index.js";
import type { OpenPayload, OpenResult } from "../protocol/index.js";
import { WasmOutOfMemoryError } from "../wasm/index.js";
import { Connection } from "./connection.js";
import type { EarlyWork } from "./early-work.js";
import { Interruption } from "./interruption.js";
import { LossWatch } from "./loss-watch.js";
import { type WrittenPragmas, writePragmas } from "./pragmas.js";
import type { RunningRequest } from "./running-request.js";
import type { Pins } from "./statement-cache.js";
import type { Storage } from "./storage.js";
import type { StorageRequest, WorkerHost } from "./worker-host.js";

/** Sets a connection up. */
type SetUp = (db: Database) => void;

/** Gives what is behind an error of SQLite's, once; `undefined` where it does not know. */
type ErrorCauses = (error: SqliteError) => unknown;

/** An engine, a storage, and the connection to the one database that this worker serves. */
export class Session {
  readonly engine: Engine;
  readonly storage: Storage;
  /** Whether files can be made that are not databases. */
  readonly hasFiles: boolean;
  readonly #payload: OpenPayload;
  readonly #pragmas: WrittenPragmas;
  readonly #interruption: Interruption;
  readonly #lossWatch: LossWatch;
  readonly #pins: Pins = new Map();
  /** What every connection is set up with, by a name that tells what replaces what. */
  readonly #setUps = new Map<string, SetUp>();
  readonly #beforeRelease: ((isFinal: boolean) => Promise<void>)[] = [];
  readonly #beforeAnswer: (() => void)[] = [];
  readonly #causes: ErrorCauses[] = [];
  #connection: Connection;
  #isSuspended = false;

  private constructor(
    engine: Engine,
    storage: Storage,
    hasFiles: boolean,
    payload: OpenPayload,
    pragmas: WrittenPragmas,
    { pause }: WorkerHost,
  ) {
    this.engine = engine;
    this.storage = storage;
    this.hasFiles = hasFiles;
    this.#payload = payload;
    this.#pragmas = pragmas;
    this.#interruption = new Interruption(engine.capi, pause);
    this.#lossWatch = new LossWatch(() => storage.requirePresent());
    this.#connection = this.#connect();
    this.#causes.push((error) => storage.takeFailure(error.extendedResultCode));
  }

  /**
   * Starts the engine and opens the database.
   *
   * @param early - what the client does for it, where the payload announces it
   * @throws EngineError, StorageError, SqliteError; TypeError, RangeError for pragmas that cannot be. Nothing stays open then
   */
  static async open(
    payload: OpenPayload,
    host: WorkerHost,
    early: EarlyWork["promises"],
  ): Promise<{ session: Session; result: Omit<OpenResult, "memory"> }> {
    const pragmas = writePragmas(payload.pragmas);
    const wasmUrl = payload.wasmUrl === null ? undefined : new URL(payload.wasmUrl);
    const starting = host.startEngine(wasmUrl, payload.expectsModule ? early.module : undefined);
    // Whoever awaits it gets to know.
    starting.catch(() => {});
    const folder = payload.expectsFolder ? early.folder : undefined;
    const detect: StorageRequest["detect"] = (shown) => host.detectEnvironment(shown);
    const storage = await host.openStorage({ payload, starting, folder, detect });
    // Storage in memory has not waited for it.
    const engine = await starting;
    try {
      const { report, environment } = storage;
      const hasFiles = environment.syncAccessHandles.available;
      const session = new Session(engine, storage, hasFiles, payload, pragmas, host);
      return { session, result: { storage: report, environment } };
    } catch (error) {
      const interpreted = withCause(engine.runtime.interpret(error), [
        ({ extendedResultCode }) => storage.takeFailure(extendedResultCode),
      ]);
      await storage.release();
      throw interpreted;
    }
  }

  /** Whether it is time for {@link lookForLoss}. */
  get mayBeLost(): boolean {
    return this.#lossWatch.isDue;
  }

  /** Looks whether the storage is still there; {@link connection} throws when it is not. Never waits long. */
  lookForLoss(): Promise<void> {
    return this.#lossWatch.look();
  }

  /** @throws EngineError `abort` when the engine is of no use any more; StorageError `lost` when the storage is gone */
  get connection(): Connection {
    this.#lossWatch.requireNoLoss();
    this.engine.runtime.requireUsable();
    return this.#connection;
  }

  /** Lets a request be ended early. */
  watch(running: RunningRequest): void {
    if (this.engine.runtime.status === "ready") {
      this.#interruption.begin(this.#connection.db.pointer, running);
    }
  }

  /** Ends what {@link watch} began. */
  unwatch(): void {
    if (this.engine.runtime.status === "ready") this.#interruption.end(this.#connection.db.pointer);
  }

  /** Turns what a request threw into the error to answer: a trap ends the engine. */
  interpret(error: unknown): unknown {
    const { runtime, capi } = this.engine;
    if (error instanceof WasmOutOfMemoryError) {
      return ownSqliteError(capi, ResultCode.SQLITE_NOMEM, error.message, { cause: error });
    }
    return withCause(runtime.interpret(error), this.#causes);
  }

  /** SQLite's connection. @throws as {@link connection} */
  get db(): Database {
    return this.connection.db;
  }

  /** Opens another connection. Who asks for it closes it. @throws SqliteError */
  openDatabase(options: DatabaseOptions): Database {
    return new Database(this.engine.capi, options);
  }

  /**
   * Sets the connection up, now and whenever it has been opened anew.
   *
   * @param name - what is set up under the same name later takes its place
   * @throws what `setUp` throws now; it is then forgotten
   */
  setUp(name: string, setUp: SetUp): void {
    setUp(this.db);
    this.#setUps.set(name, setUp);
  }

  /**
   * Does something before the database is closed, for good or until the page is back. What has to be done by then is done
   * before the function waits for anything.
   */
  beforeRelease(work: (isFinal: boolean) => Promise<void>): void {
    this.#beforeRelease.push(work);
  }

  /** Does something whenever a request is over, before it is answered. @param work - never throws */
  beforeAnswer(work: () => void): void {
    this.#beforeAnswer.push(work);
  }

  /** Does what is to be done before a request is answered. */
  endRequest(): void {
    if (this.engine.runtime.status !== "ready") return;
    for (const work of this.#beforeAnswer) work();
  }

  /** Shows each of SQLite's errors, and takes the cause of it where it has none. */
  addCauses(causes: ErrorCauses): void {
    this.#causes.push(causes);
  }

  /**
   * Closes the connection, does something, and opens it again, also when that fails. Cursors end; what is prepared stays.
   *
   * @param work - may give a connection that takes the place of the one before, instead of another to the same file
   */
  async reopenAround(work: () => Promise<Database | undefined>): Promise<void> {
    this.#connection.close();
    let db: Database | undefined;
    try {
      db = await work();
    } finally {
      this.#connection = this.#connect(db);
    }
  }

  /** Lets the storage do between requests what it cannot do in them, if there is anything. */
  replenish(): Promise<unknown> | undefined {
    return this.storage.replenish();
  }

  /** Whether a call is half done, of which the rest comes with the next requests. */
  get hasOpenRows(): boolean {
    return this.#connection.hasOpenRows;
  }

  /** Whether the database is closed for a while. */
  get isSuspended(): boolean {
    return this.#isSuspended;
  }

  /**
   * Closes the database and gives up what others might wait for, until {@link resume}. A transaction is rolled back;
   * cursors end, and so does what the connection keeps in memory, such as temporary tables. What would be lost stays.
   * Done within the task that calls it, since the browser may freeze this worker after it.
   */
  async suspend(): Promise<void> {
    const { pause } = this.storage;
    if (this.#isSuspended || pause === undefined || this.engine.runtime.status !== "ready") return;
    this.#isSuspended = true;
    void this.#release(false);
    this.#connection.close((db) => this.storage.end(db));
    await pause();
  }

  /**
   * Opens the database again.
   * @throws StorageError `locked` when somebody else has it by now, SqliteError; it is still suspended then
   */
  async resume(): Promise<void> {
    if (!this.#isSuspended) return;
    await this.storage.unpause?.();
    this.#connection = this.#connect();
    this.#isSuspended = false;
  }

  /**
   * Closes the database and gives the storage up. What an engine that has aborted holds is given up by the worker's end,
   * and so is storage that is gone: closing its handles would never return.
   *
   * @throws StorageError `lost` when nothing of what was committed is there any more
   */
  async close(): Promise<void> {
    if (this.engine.runtime.status !== "ready") return;
    if (!this.#isSuspended) {
      await this.#release(true);
      await this.#lossWatch.look();
      this.#lossWatch.requireNoLoss();
      this.#connection.close((db) => this.storage.end(db));
      await this.#lossWatch.look();
      this.#lossWatch.requireNoLoss();
    }
    await this.storage.release();
  }

  async #release(isFinal: boolean): Promise<void> {
    await Promise.all(this.#beforeRelease.map((work) => work(isFinal)));
  }

  /** @param db - the connection, where it is open already */
  #connect(db = this.openDatabase(this.storage.database)): Connection {
    const { capi } = this.engine;
    const { durability, busyTimeout } = this.#payload;
    try {
      db.exec(`PRAGMA busy_timeout = ${busyTimeout};${this.#pragmas.early}`);
      this.storage.begin(db, durability);
      db.exec(this.#pragmas.late);
      for (const setUp of this.#setUps.values()) setUp(db);
    } catch (error) {
      db.close();
      throw error;
    }
    return new Connection(capi, db, this.#interruption, this.#pins);
  }
}

/** SQLite reports a number; what is remembered of the failure says more. */
function withCause(error: unknown, causes: readonly ErrorCauses[]): unknown {
  if (!(error instanceof SqliteError)) return error;
  const cause = causes.map((causeOf) => causeOf(error)).find((each) => each !== undefined);
  if (error.cause === undefined && cause !== undefined)
    Object.defineProperty(error, "cause", { value: cause });
  return error;
}

/** The error for requests that come when there is no open database. */
export function notOpenError(): EngineError {
  return new EngineError("worker", "the worker has no open database");
}
