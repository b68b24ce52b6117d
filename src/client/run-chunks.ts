import type { RunResult } from "../protocol/index.js";
import type { Limits } from "./call-options.js";
import type { Channel } from "./channel.js";
import type { ParameterChunk } from "./parameter-rows.js";

/** One statement, to be run for many rows. */
export interface ManyRuns {
  readonly channel: Channel;
  readonly sql: string;
  /** Of the transaction around it. */
  readonly depth: number;
  readonly callSite: Error;
  readonly limits: Limits | undefined;
}

/** Runs the rows of one chunk: all or none. */
export function runChunk(
  { channel, sql, callSite, limits }: ManyRuns,
  depth: number,
  { names, buffer }: ParameterChunk,
): Promise<RunResult> {
  const transfer = [buffer];
  return channel.request("runMany", { sql, depth, names, buffer }, callSite, { transfer, limits });
}

/**
 * Runs the rows of many chunks in one transaction or savepoint: all or none. A chunk is read while the worker runs the
 * one before.
 *
 * @param first - has been read already
 */
export async function runChunks(
  runs: ManyRuns,
  first: ParameterChunk,
  rest: Iterator<ParameterChunk, undefined> | AsyncIterator<ParameterChunk, undefined>,
): Promise<RunResult> {
  const { channel, callSite, limits } = runs;
  const depth = runs.depth + 1;
  await channel.request("begin", { depth, mode: "immediate" }, callSite, { limits });
  try {
    let changes = 0;
    let running = runChunk(runs, depth, first);
    // It is awaited only when the next chunk has been read.
    running.catch(() => {});
    for (let isLast = first.isLast; !isLast; ) {
      const next = await rest.next();
      if (next.done === true) break;
      changes += (await running).changes;
      running = runChunk(runs, depth, next.value);
      running.catch(() => {});
      ({ isLast } = next.value);
    }
    const last = await running;
    await channel.request("commit", { depth }, callSite);
    return { changes: changes + last.changes, lastInsertRowid: last.lastInsertRowid };
  } catch (error) {
    await rest.return?.();
    // The first error is the news. Where rolling back fails too, the connection is gone, or SQLite has rolled back.
    await channel.request("rollback", { depth }, callSite).catch(() => undefined);
    throw error;
  }
}
