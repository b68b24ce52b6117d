import { EngineError, ResultCode, SqliteError } from "../base/index.js";
import { ownSqliteError } from "../capi/index.js";
import type { Engine } from "../engine/index.js";
import { Database } from "../oo1/index.js";
import type { OpenPayload, OpenResult } from "../protocol/index.js";
import { WasmOutOfMemoryError } from "../wasm/index.js";
import { chooseStorage } from "./choose-storage.js";
import { Connection } from "./connection.js";
import { LossWatch } from "./loss-watch.js";
import type { Storage } from "./storage.js";
import type { WorkerHost } from "./worker-host.js";

/** An engine, a storage, and the connection to the one database that this worker serves. */
export class Session {
  readonly #engine: Engine;
  readonly #storage: Storage;
  readonly #connection: Connection;
  readonly #lossWatch: LossWatch;

  private constructor(engine: Engine, storage: Storage, connection: Connection) {
    this.#engine = engine;
    this.#storage = storage;
    this.#connection = connection;
    this.#lossWatch = new LossWatch(() => storage.requirePresent());
  }

  /**
   * Starts the engine and opens the database.
   *
   * @throws EngineError, StorageError, SqliteError; nothing stays open then
   */
  static async open(
    payload: OpenPayload,
    host: WorkerHost,
  ): Promise<{ session: Session; result: OpenResult }> {
    const wasmUrl = payload.wasmUrl === null ? undefined : new URL(payload.wasmUrl);
    const [engine, environment] = await Promise.all([host.startEngine(wasmUrl), host.detectEnvironment()]);
    const storage = await chooseStorage(payload, environment, engine);
    try {
      const db = openConnection(engine, storage, payload);
      const session = new Session(engine, storage, new Connection(engine.capi, db));
      return { session, result: { storage: storage.report, environment } };
    } catch (error) {
      const interpreted = withCause(engine.runtime.interpret(error), storage);
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
    this.#engine.runtime.requireUsable();
    return this.#connection;
  }

  /** Turns what a request threw into the error to answer: a trap ends the engine. */
  interpret(error: unknown): unknown {
    const { runtime, capi } = this.#engine;
    if (error instanceof WasmOutOfMemoryError) {
      return ownSqliteError(capi, ResultCode.SQLITE_NOMEM, error.message, { cause: error });
    }
    return withCause(runtime.interpret(error), this.#storage);
  }

  /** Lets the storage do between requests what it cannot do in them. */
  replenish(): Promise<void> {
    return this.#storage.replenish();
  }

  /**
   * Closes the database and gives the storage up. What an engine that has aborted holds is given up by the worker's end,
   * and so is storage that is gone: closing its handles would never return.
   *
   * @throws StorageError `lost` when nothing of what was committed is there any more
   */
  async close(): Promise<void> {
    if (this.#engine.runtime.status !== "ready") return;
    await this.#lossWatch.look();
    this.#lossWatch.requireNoLoss();
    this.#connection.close((db) => this.#storage.end(db));
    await this.#lossWatch.look();
    this.#lossWatch.requireNoLoss();
    await this.#storage.release();
  }
}

function openConnection({ capi }: Engine, storage: Storage, { durability }: OpenPayload): Database {
  const db = new Database(capi, storage.database);
  try {
    storage.begin(db, durability);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** SQLite reports a number; what the storage remembers of the failure says more. */
function withCause(error: unknown, storage: Storage): unknown {
  if (!(error instanceof SqliteError) || error.cause !== undefined) return error;
  const cause = storage.takeFailure(error.extendedResultCode);
  if (cause !== undefined) Object.defineProperty(error, "cause", { value: cause });
  return error;
}

/** The error for requests that come when there is no open database. */
export function notOpenError(): EngineError {
  return new EngineError("worker", "the worker has no open database");
}
