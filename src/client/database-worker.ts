import { EngineError, type StorageError } from "../base/index.js";
import type { EarlyFolder, OpenResult } from "../protocol/index.js";
import { CallQueue } from "./call-queue.js";
import { captureCallSite } from "./call-site.js";
import { ChangeListeners } from "./change-listeners.js";
import { Channel } from "./channel.js";
import type { Database } from "./database.js";
import { compileEarly } from "./early-module.js";
import { DatabaseSession } from "./database-session.js";
import { Dispatcher } from "./dispatcher.js";
import type { CheckedOptions } from "./open-options.js";
import { type PageWatcher, watchPage } from "./page-life.js";
import { Pending } from "./pending.js";
import type { WorkerLink } from "./worker-link.js";

/** Milliseconds that a worker gets to close its database before it is terminated. */
const CLOSE_TIMEOUT = 5_000;

/** A worker with its open database, and the handles that share it: transactions of theirs take turns. */
export class DatabaseWorker {
  readonly queue = new CallQueue();
  readonly result: OpenResult;
  /** Who hears of what the connection commits. */
  readonly changes: ChangeListeners;
  readonly #link: WorkerLink;
  readonly #dispatcher: Dispatcher;
  readonly #channels = new Set<Channel>();
  readonly #onEnd: () => void;
  readonly #unwatchPage: () => void;
  #loss: Error | undefined;
  #hasEnded = false;

  private constructor(link: WorkerLink, dispatcher: Dispatcher, result: OpenResult, onEnd: () => void) {
    this.#link = link;
    this.#dispatcher = dispatcher;
    this.result = result;
    this.#onEnd = onEnd;
    if (result.memory !== null) dispatcher.share(result.memory);
    link.onFailure((error) => this.#lose(error));
    const channel = new Channel(dispatcher);
    this.changes = new ChangeListeners((on) => channel.request("watchChanges", { on }, captureCallSite()));
    dispatcher.onEvent = (event) => this.changes.hear(event);
    this.#unwatchPage = result.storage.persistent ? watchPage(pageWatcher(dispatcher)) : () => {};
  }

  /**
   * Opens a database in a worker that has been started, with its proxy where it needs one.
   *
   * @param callSite - where the caller called
   * @param folder - of its pool, where the page opens it
   * @param onEnd - called when nobody can have a handle any more
   * @throws EngineError, StorageError, SqliteError, or the reason of the signal; the worker is then terminated
   */
  static async open(
    link: WorkerLink,
    { payload, workerUrl, openTimeout, signal }: CheckedOptions,
    callSite: Error,
    folder?: Promise<EarlyFolder | null>,
    onEnd: () => void = () => {},
  ): Promise<DatabaseWorker> {
    const dispatcher = new Dispatcher(link.endpoint);
    const channel = new Channel(dispatcher);
    const opening = channel.pend<OpenResult>(callSite);
    const lose = (error: EngineError | StorageError) => channel.end({ pending: error, later: error });
    const abort = () => opening.reject(signal?.reason);
    link.onFailure(lose);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
    const timer = setTimeout(() => {
      lose(new EngineError("worker", `the database did not open within ${openTimeout} ms`));
    }, openTimeout);
    try {
      const { proxyPort = null } = link;
      const transfer = proxyPort === null ? [] : [proxyPort];
      const module = compileEarly(payload.wasmUrl, workerUrl === undefined);
      const expected = { expectsModule: module !== undefined, expectsFolder: folder !== undefined };
      dispatcher.post("open", { ...payload, ...expected, proxyPort }, opening, { transfer });
      void module?.then((value) => dispatcher.provide("module", value));
      void folder?.then((value) => dispatcher.provide("folder", value));
      return new DatabaseWorker(link, dispatcher, await opening.promise, onEnd);
    } catch (error) {
      link.terminate();
      onEnd();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  }

  /** Whether it can have no more handles. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Makes one more handle. */
  addHandle({ payload, bigint, openAnother }: CheckedOptions): Database {
    const channel = new Channel(this.#dispatcher);
    this.#channels.add(channel);
    return new DatabaseSession(this, { channel, bigint, busyTimeout: payload.busyTimeout }, openAnother);
  }

  /**
   * Takes a handle's channel away, which has ended. With the last one the database is closed and the worker ends.
   *
   * @param holdsTransaction - whether a transaction of this handle is running
   * @throws what closing fails with; the worker is then terminated
   */
  async removeHandle(channel: Channel, holdsTransaction: boolean, callSite: Error): Promise<void> {
    this.#channels.delete(channel);
    if (this.#channels.size > 0) {
      if (holdsTransaction) channel.notify("rollback", { depth: 1 });
      return;
    }
    this.#end();
    try {
      if (this.#loss === undefined) await this.#close(channel, callSite);
    } finally {
      this.#terminate();
    }
  }

  async #close(channel: Channel, callSite: Error): Promise<void> {
    const closed = new Pending<null>(callSite);
    const timer = setTimeout(() => closed.resolve(null), CLOSE_TIMEOUT);
    closed.onSettled(() => clearTimeout(timer));
    this.#link.onFailure(() => closed.resolve(null));
    channel.requestAfterEnd("close", null, closed);
    await closed.promise;
  }

  #lose(error: EngineError | StorageError): void {
    this.#loss = error;
    for (const channel of this.#channels) channel.end({ pending: error, later: error });
    this.#end();
    this.#terminate();
  }

  #terminate(): void {
    this.#link.terminate();
    this.#dispatcher.stop();
  }

  #end(): void {
    this.#hasEnded = true;
    this.#unwatchPage();
    this.#onEnd();
  }
}

/** Has the worker give up, while the page is away, what others may wait for. */
function pageWatcher(dispatcher: Dispatcher): PageWatcher {
  const channel = new Channel(dispatcher);
  return {
    leave() {
      const before = dispatcher.suspensions;
      channel.notify("suspend", null);
      return () => (before === undefined ? undefined : dispatcher.suspensions !== before);
    },
    comeBack: () => channel.notify("resume", null),
  };
}
