import type { RunResult } from "../protocol/index.js";
import type { Limits } from "./call-options.js";
import type { Channel } from "./channel.js";
import { type ChunkedRows, type ParameterChunk, WINDOW } from "./parameter-rows.js";

/** One statement, to be run for many rows. */
export interface ManyRuns {
  readonly channel: Channel;
  readonly sql: string;
  /** Of the transaction around it. */
  readonly depth: number;
  readonly callSite: Error;
  readonly limits: Limits | undefined;
}

/**
 * Runs the rows of one chunk.
 *
 * @param position - which of the chunks of its call it is
 */
export function runChunk(
  { channel, sql, depth, callSite, limits }: ManyRuns,
  { names, buffer, isLast }: ParameterChunk,
  position = 0,
): Promise<RunResult> {
  const transfer = [buffer];
  return channel.request("runMany", { sql, depth, names, buffer, position, isLast }, callSite, {
    transfer,
    limits,
  });
}

/**
 * Runs rows in one transaction or savepoint: all or none. Chunks are read while the worker runs those before; of rows that need not
 * be waited for, as many as fit into the window are sent before this returns. Who calls it closes the rows where it fails.
 */
export async function runRows(runs: ManyRuns, { read, rest }: ChunkedRows): Promise<RunResult> {
  const running: Promise<RunResult>[] = [];
  let sent = 0;
  let changes = 0;
  let position = 0;
  const finish = async (): Promise<RunResult> => {
    // At least one is running.
    let latest!: RunResult;
    for (const run of running.splice(0)) {
      latest = await run;
      changes += latest.changes;
    }
    sent = 0;
    return { ...latest, changes };
  };
  try {
    for (;;) {
      const next = read.length > 0 ? { value: read.shift() } : rest.next();
      const { value } = next instanceof Promise ? await next : next;
      // The last says that it is.
      const chunk = value as ParameterChunk;
      sent += chunk.buffer.byteLength;
      const run = runChunk(runs, chunk, position++);
      // It is awaited later.
      run.catch(() => {});
      running.push(run);
      if (chunk.isLast) return await finish();
      if (sent >= WINDOW) await finish();
    }
  } catch (error) {
    // Where the worker has stopped by itself, or not begun, there is nothing to stop. The first error is the news.
    await runs.channel.request("stopMany", null, runs.callSite).catch(() => {});
    throw error;
  }
}
