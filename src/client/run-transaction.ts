import type { Channel } from "./channel.js";
import type { Transaction } from "./transaction.js";

/** A transaction whose end is known. */
interface EndableTransaction extends Transaction {
  /** Refuses further calls, and fulfils when the transactions nested in this one are over. */
  end(): Promise<void>;
}

/**
 * Brackets a function with the statements of a transaction.
 *
 * @param depth - 1 for a transaction, more for a savepoint
 * @param tx - what `body` gets
 * @returns what `body` returns
 * @throws what `body` throws, or the error of the statement that failed
 */
export async function runTransaction<Result>(
  channel: Channel,
  depth: number,
  tx: EndableTransaction,
  body: (tx: Transaction) => Result | PromiseLike<Result>,
  callSite: Error,
): Promise<Result> {
  await channel.request("begin", { depth }, callSite);
  try {
    const result = await body(tx);
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
