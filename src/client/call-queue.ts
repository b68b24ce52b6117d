import { abortedSignal, currentTime, type Limits, onAbort } from "./call-options.js";
import type { Channel } from "./channel.js";
import { busyError, timeoutError } from "./own-error.js";
import type { Pending } from "./pending.js";

/** Calls on one handle of a database, or in one transaction. */
export interface Caller {
  /** Where its calls were made is told by this channel, whose end also ends their waiting. */
  readonly channel: Channel;
  /** Milliseconds that its calls wait for a transaction of another caller. */
  readonly busyTimeout: number;
}

/**
 * Lets calls through in the order in which they are made: at once as a rule, but while a transaction runs all others
 * wait until it is over.
 */
export class CallQueue {
  #waiting: (() => void)[] = [];
  #holder: Caller | undefined;
  #onIdle: (() => void)[] = [];

  /** Makes a call. @param isAlone - whether all others wait meanwhile */
  run<Result>(
    caller: Caller,
    callSite: Error,
    limits: Limits | undefined,
    call: () => Promise<Result>,
    isAlone: boolean,
  ): Promise<Result> {
    return this.#holder === undefined && !isAlone
      ? call()
      : this.#inTurn(caller, callSite, limits, call, isAlone);
  }

  /** Who keeps the others waiting, if anybody does. */
  get holder(): Caller | undefined {
    return this.#holder;
  }

  /** Fulfils when no transaction runs and none waits. */
  idle(): Promise<void> {
    return this.#holder === undefined
      ? Promise.resolve()
      : new Promise((resolve) => this.#onIdle.push(resolve));
  }

  #inTurn<Result>(
    caller: Caller,
    callSite: Error,
    limits: Limits | undefined,
    call: () => Promise<Result>,
    isAlone: boolean,
  ): Promise<Result> {
    const pending = caller.channel.pend<Result>(callSite);
    let stopWaiting = () => {};
    const start = () => {
      stopWaiting();
      // The channel may have ended in the meantime, or the call.
      if (pending.isSettled) return;
      if (isAlone) {
        this.#holder = caller;
        // Not when the call is over: one that is cut off may go on for long, with nothing that it could do.
        pending.onSettled(() => this.#release());
      }
      call().then(
        (result) => pending.resolve(result),
        (error: unknown) => pending.reject(error),
      );
    };
    if (this.#holder === undefined) start();
    else {
      this.#waiting.push(start);
      stopWaiting = limitWaiting(pending, limits, this.#holder === caller ? undefined : caller.busyTimeout);
      pending.onSettled(stopWaiting);
    }
    return pending.promise;
  }

  #release(): void {
    this.#holder = undefined;
    while (this.#holder === undefined) {
      const start = this.#waiting.shift();
      if (start === undefined) break;
      start();
    }
    if (this.#holder !== undefined) return;
    const listeners = this.#onIdle;
    this.#onIdle = [];
    for (const listener of listeners) listener();
  }
}

/**
 * Rejects a call that waits when its time is over.
 *
 * @param busyTimeout - `undefined` where it waits for calls of its own caller, which it may for ever
 * @returns what ends that
 */
function limitWaiting(
  pending: Pick<Pending<never>, "reject" | "failWith">,
  limits: Limits | undefined,
  busyTimeout: number | undefined,
): () => void {
  const timers: ReturnType<typeof setTimeout>[] = [];
  let forget = () => {};
  if (limits !== undefined) {
    forget = onAbort(limits, () => pending.reject(abortedSignal(limits)?.reason));
    if (limits.deadline !== Number.POSITIVE_INFINITY) {
      const fail = () => pending.failWith(timeoutError());
      timers.push(setTimeout(fail, Math.max(0, limits.deadline - currentTime())));
    }
  }
  if (busyTimeout !== undefined) timers.push(setTimeout(() => pending.failWith(busyError()), busyTimeout));
  return () => {
    forget();
    for (const timer of timers) clearTimeout(timer);
  };
}
