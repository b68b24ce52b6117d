import { showCallSite, type TransactionMode } from "../protocol/index.js";
import { abortedSignal, currentTime, type Limits, onAbort } from "./call-options.js";
import type { Channel } from "./channel.js";
import { timeoutError } from "./own-error.js";
import type { Transaction } from "./transaction.js";

/** A transaction whose end is known. */
interface EndableTransaction extends Transaction {
  /** Refuses further calls, and fulfils when the transactions nested in this one are over. */
  end(): Promise<void>;
}

/** How a transaction is bracketed. */
export interface TransactionFrame {
  readonly channel: Channel;
  /** 1 for a transaction, more for a savepoint. */
  readonly depth: number;
  readonly mode: TransactionMode;
  readonly callSite: Error;
  readonly limits: Limits | undefined;
}

/**
 * Brackets a function with the statements of a transaction.
 *
 * @param tx - what `body` gets
 * @returns what `body` returns
 * @throws what `body` throws, what ended it early, or the error of the statement that failed
 */
export async function runTransaction<Result>(
  { channel, depth, mode, callSite, limits }: TransactionFrame,
  tx: EndableTransaction,
  body: (tx: Transaction) => Result | PromiseLike<Result>,
): Promise<Result> {
  await channel.request("begin", { depth, mode }, callSite, { limits });
  try {
    const result = await (limits === undefined ? body(tx) : withinLimits(() => body(tx), limits, callSite));
    await tx.end();
    await channel.request("commit", { depth }, callSite);
    return result;
  } catch (error) {
    await tx.end();
    // The first error is the news. Where rolling back fails too, the connection is gone, or SQLite has rolled back.
    await channel.request("rollback", { depth }, callSite).catch(() => undefined);
    throw error;
  }
}

/** Waits for a function no longer than it may take; it goes on by itself then, and finds the transaction over. */
async function withinLimits<Result>(
  body: () => Result | PromiseLike<Result>,
  limits: Limits,
  callSite: Error,
): Promise<Result> {
  let stop = () => {};
  const over = new Promise<never>((_, reject) => {
    const forget = onAbort(limits, () => reject(abortedSignal(limits)?.reason));
    const { deadline } = limits;
    const isEndless = deadline === Number.POSITIVE_INFINITY;
    const fail = () => {
      const error = timeoutError();
      showCallSite(error, callSite);
      reject(error);
    };
    const timer = isEndless ? undefined : setTimeout(fail, Math.max(0, deadline - currentTime()));
    stop = () => {
      forget();
      clearTimeout(timer);
    };
  });
  try {
    return await Promise.race([body(), over]);
  } finally {
    stop();
  }
}
