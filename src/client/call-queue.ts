import type { Channel } from "./channel.js";

/**
 * Lets calls through in the order in which they are made: at once as a rule, but while a transaction runs all others
 * wait until it is over.
 */
export class CallQueue {
  readonly #channel: Channel;
  #waiting: (() => void)[] = [];
  #isHeld = false;
  #onIdle: (() => void)[] = [];

  /** @param channel - its end also ends the waiting of those that wait here */
  constructor(channel: Channel) {
    this.#channel = channel;
  }

  /** Makes a call that may run beside others. */
  run<Result>(callSite: Error, call: () => Promise<Result>): Promise<Result> {
    return this.#isHeld ? this.#inTurn(callSite, call) : call();
  }

  /** Makes a call during which all others wait. */
  runAlone<Result>(callSite: Error, call: () => Promise<Result>): Promise<Result> {
    return this.#inTurn(callSite, () => {
      this.#isHeld = true;
      return call().finally(() => this.#release());
    });
  }

  /** Fulfils when no transaction runs and none waits. */
  idle(): Promise<void> {
    return this.#isHeld ? new Promise((resolve) => this.#onIdle.push(resolve)) : Promise.resolve();
  }

  #inTurn<Result>(callSite: Error, call: () => Promise<Result>): Promise<Result> {
    const pending = this.#channel.pend<Result>(callSite);
    const start = () => {
      // The channel may have ended in the meantime.
      if (pending.isSettled) return;
      call().then(
        (result) => pending.resolve(result),
        (error: unknown) => pending.reject(error),
      );
    };
    if (this.#isHeld) this.#waiting.push(start);
    else start();
    return pending.promise;
  }

  #release(): void {
    this.#isHeld = false;
    while (!this.#isHeld) {
      const start = this.#waiting.shift();
      if (start === undefined) break;
      start();
    }
    if (this.#isHeld) return;
    const listeners = this.#onIdle;
    this.#onIdle = [];
    for (const listener of listeners) listener();
  }
}
