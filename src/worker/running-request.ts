import { ResultCode, SqliteError } from "../base/index.js";
import { type RequestLimits, SharedWord, type StatementProgress } from "../protocol/index.js";

/** Milliseconds between two reports of progress. */
const REPORT_INTERVAL = 100;

/** The request that is being performed, with what ends it early. */
export class RunningRequest {
  readonly id: number;
  readonly limits: RequestLimits;
  readonly #shared: Int32Array | undefined;
  readonly #report: (progress: StatementProgress) => void;
  readonly #begin = performance.now();
  readonly #deadline: number;
  #reportedAt = this.#begin;
  #isCancelled = false;

  /**
   * @param shared - the words that `SharedWord` lists
   * @param report - sends progress
   */
  constructor(
    id: number,
    limits: RequestLimits,
    shared: Int32Array | undefined,
    report: (progress: StatementProgress) => void,
  ) {
    this.id = id;
    this.limits = limits;
    this.#shared = shared;
    this.#report = report;
    const { deadline = Number.POSITIVE_INFINITY } = limits;
    this.#deadline = deadline - performance.timeOrigin;
  }

  /** Whether cancellation arrives by message only, so that one has to pause for it. */
  get mustPause(): boolean {
    return this.limits.isCancellable === true && this.#shared === undefined;
  }

  /** Whether it is to end now. */
  get isOver(): boolean {
    if (this.#isCancelled || performance.now() >= this.#deadline) return true;
    return this.#shared !== undefined && Atomics.load(this.#shared, SharedWord.cancelledRequest) === this.id;
  }

  cancel(): void {
    this.#isCancelled = true;
  }

  /** @throws SqliteError `SQLITE_INTERRUPT` when it is to end now */
  requireTime(): void {
    if (this.isOver) throw interrupted();
  }

  /** Reports how far it is, if that is wanted and some time after the last report. */
  report(operations: number): void {
    if (this.limits.wantsProgress !== true) return;
    const now = performance.now();
    if (now - this.#reportedAt < REPORT_INTERVAL) return;
    this.#reportedAt = now;
    this.#report({ elapsed: now - this.#begin, operations });
  }
}

/** The error of a request that is not performed to its end. */
export function interrupted(): SqliteError {
  const resultCode = ResultCode.SQLITE_INTERRUPT;
  const init = { code: "SQLITE_INTERRUPT", resultCode, extendedResultCode: resultCode };
  return new SqliteError("interrupted", init);
}
