import { reviveError, showCallSite, type WireError } from "../protocol/index.js";

/** The promise of a call that is not settled yet, and where the call was made. */
export class Pending<Result> {
  readonly promise: Promise<Result>;
  readonly callSite: Error;
  #resolve!: (result: Result) => void;
  #reject!: (reason: unknown) => void;
  readonly #listeners: (() => void)[] = [];
  #isSettled = false;

  constructor(callSite: Error) {
    this.callSite = callSite;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Has `listener` called once, just before the promise settles. */
  onSettled(listener: () => void): void {
    this.#listeners.push(listener);
  }

  resolve(result: Result): void {
    if (this.#settle()) this.#resolve(result);
  }

  reject(reason: unknown): void {
    if (this.#settle()) this.#reject(reason);
  }

  /** Rejects with the worker's error, which shows the stack of the call. */
  fail(error: WireError): void {
    this.reject(reviveError(error, this.callSite));
  }

  /** Rejects with an error of the client's own, which is made to show the stack of the call. */
  failWith(error: Error): void {
    showCallSite(error, this.callSite);
    this.reject(error);
  }

  #settle(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    for (const listener of this.#listeners) listener();
    return true;
  }
}
