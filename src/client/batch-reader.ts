import type { CursorRows, QueryPayload } from "../protocol/index.js";
import type { Limits } from "./call-options.js";
import type { Channel } from "./channel.js";
import { ownError } from "./own-error.js";

/** What a reader needs of the session that it belongs to. */
export interface CursorOwner {
  readonly channel: Channel;
  /** Lets a call through in its turn. */
  inTurn<Result>(callSite: Error, limits: Limits | undefined, call: () => Promise<Result>): Promise<Result>;
  /** Has `release` called when the session ends. */
  adopt(release: () => void): void;
  /** Takes that back. */
  abandon(release: () => void): void;
}

/** Names cursors; one worker may serve several databases' handles, so the count is for all of them. */
let nextCursor = 1;

/** Reads a query batch by batch. The worker is one batch ahead at most: it reads on while the batch before is used. */
export class BatchReader {
  readonly #owner: CursorOwner;
  readonly #payload: QueryPayload;
  readonly #batchSize: number;
  readonly #callSite: Error;
  readonly #limits: Limits | undefined;
  readonly #cursor = nextCursor++;
  #ahead: Promise<CursorRows> | undefined;
  #state: "new" | "open" | "closed" = "new";
  #failure: Error | undefined;
  readonly #end = () => {
    this.#failure = ended();
    this.close();
  };

  constructor(
    owner: CursorOwner,
    payload: QueryPayload,
    batchSize: number,
    callSite: Error,
    limits: Limits | undefined,
  ) {
    this.#owner = owner;
    this.#payload = payload;
    this.#batchSize = batchSize;
    this.#callSite = callSite;
    this.#limits = limits;
  }

  /**
   * Reads the next batch.
   *
   * @returns `undefined` after the last
   * @throws what the worker answers; SqliteError `SQLITE_ABORT` when the transaction is over that it is read in
   */
  async next(): Promise<CursorRows | undefined> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#state === "closed") return undefined;
    const reading = this.#state === "new" ? this.#open() : this.#ahead;
    if (reading === undefined) return undefined;
    let batch: CursorRows;
    try {
      batch = await reading;
    } catch (error) {
      // Where the signal came between two batches, the worker does not know yet that it is over.
      this.close();
      throw this.#failure ?? error;
    }
    if (batch.isLast) this.#forget();
    else if (this.#state === "open") this.#readAhead();
    return batch;
  }

  /** Stops the statement, unless it is done. */
  close(): void {
    if (this.#state === "open") this.#owner.channel.notify("closeCursor", { cursor: this.#cursor });
    this.#forget();
  }

  #open(): Promise<CursorRows> {
    this.#state = "open";
    this.#owner.adopt(this.#end);
    const payload = { ...this.#payload, cursor: this.#cursor, batchSize: this.#batchSize };
    return this.#owner.inTurn(this.#callSite, this.#limits, () => {
      // It may have been closed while it waited.
      if (this.#state !== "open") return Promise.reject(this.#failure ?? ended());
      return this.#owner.channel.request("openCursor", payload, this.#callSite, { limits: this.#limits });
    });
  }

  #readAhead(): void {
    this.#ahead = this.#owner.channel.request("fetch", { cursor: this.#cursor }, this.#callSite, {
      limits: this.#limits,
    });
    // It is awaited when the batch before has been used.
    this.#ahead.catch(() => {});
  }

  #forget(): void {
    this.#state = "closed";
    this.#ahead = undefined;
    this.#owner.abandon(this.#end);
  }
}

function ended(): Error {
  return ownError("SQLITE_ABORT", "the stream was closed, or its transaction or database");
}
