import {
  type Endpoint,
  type PartOf,
  type PayloadOf,
  type RequestType,
  type Response,
  type ResultOf,
  serializeError,
  type WireError,
} from "../protocol/index.js";
import { Pending } from "./pending.js";

/** A request that waits for its answer. */
interface Sent {
  readonly pending: Pending<unknown>;
  readonly onPart: ((part: PartOf<RequestType>) => void) | undefined;
}

/** What some requests need beside their payload. */
export interface RequestOptions<Type extends RequestType> {
  /** Takes what comes before the answer. */
  readonly onPart?: (part: PartOf<Type>) => void;
  /** What is handed over rather than copied. */
  readonly transfer?: Transferable[];
}

/** Why nothing can be sent any more. */
export interface ChannelEnd {
  /** For the calls that were pending. */
  readonly pending: Error;
  /** For the calls that are made later. */
  readonly later: Error;
}

/** Sends requests and settles their promises; every promise that it gives out settles at the latest when it ends. */
export class Channel {
  readonly #endpoint: Endpoint;
  readonly #sent = new Map<number, Sent>();
  readonly #pending = new Set<{ fail(error: WireError): void }>();
  #nextId = 1;
  #end: WireError | undefined;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    endpoint.addEventListener("message", ({ data }) => this.#receive(data as Response | null));
    endpoint.start?.();
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
    if (!pending.isSettled) this.#post(type, payload, pending, options);
    return pending.promise;
  }

  /**
   * Sends a request although the channel has ended; for the request to close.
   *
   * @param pending - what is settled by the answer
   */
  requestAfterEnd<Type extends RequestType>(
    type: Type,
    payload: PayloadOf<Type>,
    pending: Pending<ResultOf<Type>>,
  ): void {
    this.#post(type, payload, pending);
  }

  /** Makes a promise that is rejected when the channel ends; if it has ended, at once. */
  pend<Result>(callSite: Error): Pending<Result> {
    const pending: Pending<Result> = new Pending(callSite, () => this.#pending.delete(pending));
    this.#pending.add(pending);
    if (this.#end !== undefined) pending.fail(this.#end);
    return pending;
  }

  /** Rejects everything that is pending, and everything from now on. Only the first end counts. */
  end({ pending, later }: ChannelEnd): void {
    if (this.#end !== undefined) return;
    this.#end = serializeError(later);
    const reason = serializeError(pending);
    this.#sent.clear();
    for (const each of [...this.#pending]) each.fail(reason);
  }

  #post<Type extends RequestType>(
    type: Type,
    payload: PayloadOf<Type>,
    pending: Pending<ResultOf<Type>>,
    { onPart, transfer = [] }: RequestOptions<Type> = {},
  ): void {
    const id = this.#nextId++;
    try {
      this.#endpoint.postMessage({ id, type, payload }, transfer);
      this.#sent.set(id, {
        pending: pending as Pending<unknown>,
        onPart: onPart as Sent["onPart"],
      });
    } catch (error) {
      pending.fail(serializeError(error));
    }
  }

  #receive(response: Response | null): void {
    const sent = response === null ? undefined : this.#sent.get(response.id);
    // Answers to what has been rejected in the meantime are of no interest.
    if (response === null || sent === undefined) return;
    if (response.type !== "part") this.#sent.delete(response.id);
    try {
      if (response.type === "part") sent.onPart?.(response.payload);
      else if (response.type === "done") sent.pending.resolve(response.payload);
      else sent.pending.fail(response.payload);
    } catch (error) {
      // Rows too large for a string or an array of this engine.
      this.#sent.delete(response.id);
      sent.pending.fail(serializeError(error));
    }
  }
}
