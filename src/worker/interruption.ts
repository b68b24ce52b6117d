import { ResultCode } from "../base/index.js";
import type { Capi, DatabasePointer, StatementPointer } from "../capi/index.js";
import type { Statement } from "../oo1/index.js";
import { type FunctionPointer, NULL } from "../wasm/index.js";
import type { RunningRequest } from "./running-request.js";

/** Instructions of SQLite's virtual machine between two looks whether to go on: some tenths of a millisecond. */
const OPERATIONS = 10_000;

/** Milliseconds between two pauses in which messages are let in. */
const PAUSE_INTERVAL = 30;

/** `WebAssembly` where it has JSPI. @see https://github.com/WebAssembly/js-promise-integration */
interface JspiNamespace {
  readonly Suspending: new (callable: (...args: never[]) => unknown) => never;
  readonly promising: <Args extends unknown[], Result>(
    exported: (...args: Args) => Result,
  ) => (...args: Args) => Promise<Result>;
}

/**
 * Ends statements early, by SQLite's progress handler. A request to end arrives through shared memory where there is
 * some. Elsewhere the handler now and then suspends the statement, where the browser can, and so lets messages in; where
 * it cannot, they are let in between rows. Requests without limits pay nothing.
 *
 * While a statement is suspended nothing else may call into the engine.
 *
 * @see https://www.sqlite.org/c3ref/progress_handler.html
 */
export class Interruption {
  readonly #capi: Capi;
  readonly #pause: () => Promise<void>;
  #running: RunningRequest | undefined;
  #operations = 0;
  #pausedAt = 0;
  #plainHandler: FunctionPointer = NULL;
  #suspendingHandler: FunctionPointer = NULL;
  #promisingStep: ((statement: StatementPointer) => Promise<number>) | undefined;

  /** @param pause - fulfils when messages that are already here have been delivered */
  constructor(capi: Capi, pause: () => Promise<void>) {
    this.#capi = capi;
    this.#pause = pause;
  }

  /** Whether steps are to be made with {@link step}, since only then a request to end can arrive. */
  get mustPause(): boolean {
    return this.#running?.mustPause === true;
  }

  /** Watches over what `running` does on a connection. */
  begin(db: DatabasePointer, running: RunningRequest): void {
    this.#running = running;
    this.#operations = 0;
    this.#pausedAt = performance.now();
    if (this.#plainHandler === 0) {
      this.#plainHandler = this.#capi.functionTable.install("i(p)", () => this.#look());
    }
    this.#handle(db, this.#plainHandler);
  }

  /** Ends what {@link begin} began. */
  end(db: DatabasePointer): void {
    this.#running = undefined;
    if (db !== 0) this.#capi.sqlite3_progress_handler(db, 0, NULL, NULL);
  }

  /** Pauses if it is time to. @throws SqliteError `SQLITE_INTERRUPT` */
  async breathe(): Promise<void> {
    await this.#pauseIfDue();
    this.#running?.requireTime();
  }

  /** Makes one step of a statement, with pauses. @returns and throws as `Statement.step` */
  async step(statement: Statement): Promise<boolean> {
    this.#preparePromisingStep();
    if (this.#promisingStep === undefined) {
      await this.breathe();
      return statement.step();
    }
    const db = this.#capi.sqlite3_db_handle(statement.pointer);
    // A suspending handler works under a promising call only; SQLite also calls handlers when it prepares.
    this.#handle(db, this.#suspendingHandler);
    const code = await this.#promisingStep(statement.pointer);
    this.#handle(db, this.#plainHandler);
    return statement.stepped(code);
  }

  #handle(db: DatabasePointer, handler: FunctionPointer): void {
    this.#capi.sqlite3_progress_handler(db, OPERATIONS, handler, NULL);
  }

  /** @returns what the progress handler returns: not 0 to interrupt */
  #look(): number {
    this.#operations += OPERATIONS;
    this.#running?.report(this.#operations);
    return this.#running?.isOver === true ? ResultCode.SQLITE_INTERRUPT : ResultCode.SQLITE_OK;
  }

  async #lookAfterPause(): Promise<number> {
    await this.#pauseIfDue();
    return this.#look();
  }

  async #pauseIfDue(): Promise<void> {
    if (performance.now() - this.#pausedAt < PAUSE_INTERVAL) return;
    await this.#pause();
    this.#pausedAt = performance.now();
  }

  #preparePromisingStep(): void {
    if (this.#suspendingHandler !== 0 || !("Suspending" in WebAssembly)) return;
    const { Suspending, promising } = WebAssembly as unknown as JspiNamespace;
    const { functionTable, sqlite3_step } = this.#capi;
    this.#suspendingHandler = functionTable.install("i(p)", new Suspending(() => this.#lookAfterPause()));
    this.#promisingStep = promising(sqlite3_step);
  }
}
