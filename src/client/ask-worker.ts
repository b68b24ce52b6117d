import { EngineError } from "../base/index.js";
import type { PayloadOf, RequestType, ResultOf } from "../protocol/index.js";
import { Channel } from "./channel.js";
import { Dispatcher } from "./dispatcher.js";
import type { OwnError } from "./own-error.js";
import { resolveUrl } from "./resolve-url.js";
import { startWorker } from "./start-worker.js";
import type { WorkerLink } from "./worker-link.js";

/** Milliseconds after which a worker that does not answer is given up. */
const TIMEOUT = 30_000;

/** How a worker is found that is needed for one question only. */
export interface WorkerOptions {
  /** The worker's script, where the one in this package cannot be found or used. */
  readonly workerUrl?: string | URL;
}

/** Starts the worker for one question. */
export function startOwnWorker({ workerUrl }: WorkerOptions): WorkerLink {
  return startWorker(resolveUrl("workerUrl", workerUrl), false);
}

/**
 * Asks a worker one thing, for which it needs no database, and ends it.
 *
 * @param callSite - where the caller called
 * @throws EngineError when the worker cannot be loaded or does not answer; what it answers
 */
export async function askWorker<Type extends RequestType>(
  link: WorkerLink,
  type: Type,
  payload: PayloadOf<Type>,
  callSite: Error,
): Promise<ResultOf<Type>> {
  const channel = new Channel(new Dispatcher(link.endpoint));
  const fail = (error: OwnError) => channel.end({ pending: error, later: error });
  link.onFailure(fail);
  const timer = setTimeout(() => {
    fail(new EngineError("worker", `the worker did not answer within ${TIMEOUT} ms`));
  }, TIMEOUT);
  try {
    return await channel.request(type, payload, callSite);
  } finally {
    clearTimeout(timer);
    link.terminate();
  }
}
