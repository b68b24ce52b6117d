import type { PayloadOf, RequestType, ResultOf } from "../protocol/index.js";
import type { Dispatcher, RequestOptions } from "./dispatcher.js";
import { anotherOf, type OwnError } from "./own-error.js";
import { Pending } from "./pending.js";

/** Why nothing can be sent any more. */
export interface ChannelEnd {
  /** For the calls that were pending. */
  readonly pending: OwnError;
  /** For the calls that are made later. */
  readonly later: OwnError;
}

/**
 * What one handle of a database sends to its worker; every promise that it gives out settles at the latest when it ends.
 * Several channels may lead to one worker.
 */
export class Channel {
  readonly #dispatcher: Dispatcher;
  readonly #pending = new Set<{ failWith(error: OwnError): void }>();
  #end: OwnError | undefined;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /**
   * Sends a request at once.
   *
   * @param callSite - where the caller called
   * @returns what the worker answers; rejects with the worker's error, or with the reason why the channel has ended
   */
  request<Type extends RequestType>(
    type: Type,
    payload: PayloadOf<Type>,
    callSite: Error,
    options?: RequestOptions<Type>,
  ): Promise<ResultOf<Type>> {
    const pending = this.pend<ResultOf<Type>>(callSite);
    if (!pending.isSettled) this.#dispatcher.post(type, payload, pending, options);
    return pending.promise;
  }

  /**
   * Sends a request although the channel has ended; for what is to be done when a handle is closed.
   *
   * @param pending - what is settled by the answer
   */
  requestAfterEnd<Type extends RequestType>(
    type: Type,
    payload: PayloadOf<Type>,
    pending: Pending<ResultOf<Type>>,
  ): void {
    this.#dispatcher.post(type, payload, pending);
  }

  /** Sends a request whose answer is of no interest, even when the channel has ended. */
  notify<Type extends RequestType>(type: Type, payload: PayloadOf<Type>): void {
    const pending = new Pending<ResultOf<Type>>(new Error());
    pending.promise.catch(() => {});
    this.#dispatcher.post(type, payload, pending);
  }

  /** Makes a promise that is rejected when the channel ends; if it has ended, at once. */
  pend<Result>(callSite: Error): Pending<Result> {
    const pending = new Pending<Result>(callSite);
    pending.onSettled(() => this.#pending.delete(pending));
    this.#pending.add(pending);
    if (this.#end !== undefined) pending.failWith(anotherOf(this.#end));
    return pending;
  }

  /** Rejects everything that is pending, and everything from now on. Only the first end counts. */
  end({ pending, later }: ChannelEnd): void {
    if (this.#end !== undefined) return;
    this.#end = later;
    for (const each of [...this.#pending]) each.failWith(anotherOf(pending));
  }
}
