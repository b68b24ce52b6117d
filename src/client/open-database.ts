import { EngineError, type StorageError } from "../base/index.js";
import { Channel } from "./channel.js";
import type { Database } from "./database.js";
import { DatabaseSession } from "./database-session.js";
import type { CheckedOptions } from "./open-options.js";
import type { WorkerLink } from "./worker-link.js";

/**
 * Opens a database in a worker that has been started, with its proxy where it needs one.
 *
 * @param callSite - where the caller called
 * @throws EngineError, StorageError, SqliteError; the worker is then terminated
 */
export async function openDatabase(
  link: WorkerLink,
  { payload, openTimeout }: CheckedOptions,
  callSite: Error,
): Promise<Database> {
  const channel = new Channel(link.endpoint);
  const lose = (error: EngineError | StorageError) => {
    channel.end({ pending: error, later: error });
    link.terminate();
  };
  link.onFailure(lose);
  const timer = setTimeout(() => {
    lose(new EngineError("worker", `the database did not open within ${openTimeout} milliseconds`));
  }, openTimeout);
  try {
    const { proxyPort = null } = link;
    const transfer = proxyPort === null ? [] : [proxyPort];
    const opening = channel.request("open", { ...payload, proxyPort }, callSite, { transfer });
    return new DatabaseSession(channel, link, await opening);
  } catch (error) {
    link.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
