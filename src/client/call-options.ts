import type { StatementProgress } from "../protocol/index.js";
import { checkMilliseconds, checkObject, checkSignal } from "./option-checks.js";

/** How a call may end early, and who wants to know how far it is. */
export interface CallOptions {
  /**
   * Ends the call when it is aborted: it then rejects with the signal's `reason`. A statement that is running is
   * interrupted, and what it has changed is undone; one that still waits is dropped. The connection stays usable. A call
   * that was done before the signal reached it fulfils.
   *
   * How soon: in a page that is cross-origin isolated, or in a browser with JSPI, within some tens of milliseconds.
   * Elsewhere between two rows of the result, so that a statement which computes for long without giving a row ends only
   * at its `timeout`.
   */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which the call ends by itself, waiting included; it then rejects with an `InterruptError`. */
  readonly timeout?: number | undefined;
  /** Called about ten times a second while the statement runs. */
  readonly onProgress?: ((progress: StatementProgress) => void) | undefined;
}

/** What ends a call early. */
export interface Limits {
  readonly signals: readonly AbortSignal[];
  /** Milliseconds since 1970; infinite where there is no timeout. */
  readonly deadline: number;
  readonly onProgress: ((progress: StatementProgress) => void) | undefined;
}

/** Milliseconds since 1970, as the worker counts them too. */
export function currentTime(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Checks options and joins them with the limits of the transaction that the call is made in.
 *
 * @returns `undefined` where nothing ends the call early: such calls are cheaper
 * @throws TypeError, RangeError
 */
export function checkLimits(options: CallOptions | undefined, outer: Limits | undefined): Limits | undefined {
  if (options === undefined) return outer;
  checkObject(options);
  const { signal, timeout, onProgress } = options;
  if (signal === undefined && timeout === undefined && onProgress === undefined) return outer;
  checkSignal(signal);
  if (timeout !== undefined) checkMilliseconds("timeout", timeout);
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw new TypeError("the option onProgress must be a function");
  }
  const { signals = [], deadline = Number.POSITIVE_INFINITY } = outer ?? {};
  return {
    signals: signal === undefined ? signals : [signal, ...signals],
    deadline: timeout === undefined ? deadline : Math.min(deadline, currentTime() + timeout),
    onProgress,
  };
}

/** The signal that has ended a call, if one has. */
export function abortedSignal(limits: Limits | undefined): AbortSignal | undefined {
  return limits?.signals.find(({ aborted }) => aborted);
}

/** Calls `listener` when a signal is aborted. @returns what takes the listener away */
export function onAbort({ signals }: Limits, listener: () => void): () => void {
  for (const signal of signals) signal.addEventListener("abort", listener, { once: true });
  return () => {
    for (const signal of signals) signal.removeEventListener("abort", listener);
  };
}
