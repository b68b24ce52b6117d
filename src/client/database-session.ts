import type { EnvironmentReport } from "../base/index.js";
import type { OpenResult, StorageReport } from "../protocol/index.js";
import { captureCallSite } from "./call-site.js";
import type { Channel } from "./channel.js";
import type { Database } from "./database.js";
import { ownError } from "./own-error.js";
import { Pending } from "./pending.js";
import { Session } from "./session.js";
import type { WorkerLink } from "./worker-link.js";

/** Milliseconds that a worker gets to close its database before it is terminated. */
const CLOSE_TIMEOUT = 5_000;

/** The database of one worker. */
export class DatabaseSession extends Session implements Database {
  readonly storage: StorageReport;
  readonly environment: EnvironmentReport;
  readonly #link: WorkerLink;
  #closing: Promise<void> | undefined;

  constructor(channel: Channel, link: WorkerLink, { storage, environment }: OpenResult) {
    super(channel, 0);
    this.#link = link;
    this.storage = storage;
    this.environment = environment;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close(captureCallSite());
    return this.#closing;
  }

  // Where the platform has no such symbol this method gets the name "undefined", and does no harm.
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(callSite: Error): Promise<void> {
    const wasLost = this.channel.hasEnded;
    this.channel.end({
      pending: ownError("SQLITE_ABORT", "the database was closed before this call was done"),
      later: ownError("SQLITE_MISUSE", "the database is closed"),
    });
    if (!wasLost) await this.#closeWorker(callSite);
    this.#link.terminate();
  }

  async #closeWorker(callSite: Error): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const closed = new Pending<null>(callSite, () => clearTimeout(timer));
    timer = setTimeout(() => closed.resolve(null), CLOSE_TIMEOUT);
    this.#link.onFailure(() => closed.resolve(null));
    this.channel.requestAfterEnd("close", null, closed);
    try {
      await closed.promise;
    } catch (error) {
      this.#link.terminate();
      throw error;
    }
  }
}
