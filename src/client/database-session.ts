import type { EnvironmentReport } from "../base/index.js";
import type { StorageReport } from "../protocol/index.js";
import { captureCallSite } from "./call-site.js";
import { DataSession } from "./data-session.js";
import type { Database } from "./database.js";
import type { DatabaseWorker } from "./database-worker.js";
import type { OpenAnother } from "./open-options.js";
import { ownError } from "./own-error.js";
import type { Handle } from "./session.js";

/** One handle of the database of a worker. */
export class DatabaseSession extends DataSession implements Database {
  readonly storage: StorageReport;
  readonly environment: EnvironmentReport;
  readonly #worker: DatabaseWorker;
  readonly #handle: Handle;
  #closing: Promise<void> | undefined;

  constructor(worker: DatabaseWorker, handle: Handle, openAnother: OpenAnother) {
    super(worker, handle, openAnother);
    this.#worker = worker;
    this.#handle = handle;
    this.storage = worker.result.storage;
    this.environment = worker.result.environment;
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
    const holdsTransaction = this.#worker.queue.holder === this.#handle;
    this.releaseAll();
    const removed = this.#worker.removeHandle(this.channel, holdsTransaction, callSite);
    this.channel.end({
      pending: ownError("SQLITE_ABORT", "the database was closed before this call was done"),
      later: ownError("SQLITE_MISUSE", "the database is closed"),
    });
    await removed;
  }
}
