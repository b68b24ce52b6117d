import {
  type ChangeEvent,
  type EarlyMessage,
  type EarlyParts,
  type Endpoint,
  LaneSize,
  type PartOf,
  type PayloadOf,
  type RequestType,
  type Response,
  type ResultOf,
  SharedWord,
} from "../protocol/index.js";
import { abortedSignal, type Limits, onAbort } from "./call-options.js";
import { ClientLine } from "./client-line.js";
import { timeoutError } from "./own-error.js";
import type { Pending } from "./pending.js";

/** A request that waits for its answer. */
interface Sent {
  readonly pending: Pending<unknown>;
  readonly onPart: ((part: PartOf<RequestType>) => void) | undefined;
  readonly limits: Limits | undefined;
  isCancelled: boolean;
}

/** What some requests need beside their payload. */
export interface RequestOptions<Type extends RequestType> {
  /** Takes what comes before the answer. */
  readonly onPart?: (part: PartOf<Type>) => void;
  /** What is handed over rather than copied. */
  readonly transfer?: Transferable[];
  /** What ends it early. */
  readonly limits?: Limits | undefined;
}

/** Posts requests to one worker and gives the answers to those who wait for them. */
export class Dispatcher {
  readonly #line: ClientLine;
  /** By id; the worker performs them in this order. */
  readonly #sent = new Map<number, Sent>();
  #nextId = 1;
  #onEvent: ((event: ChangeEvent) => void) | undefined;
  /** Shared with the worker, as `SharedWord` lists them. */
  #words: Int32Array | undefined;

  constructor(endpoint: Endpoint) {
    this.#line = new ClientLine(
      endpoint,
      (message) => this.#receive(message as Response | null),
      () => this.#sent.size > 0,
    );
  }

  /** Takes what the worker tells without being asked. */
  set onEvent(listener: (event: ChangeEvent) => void) {
    this.#onEvent = listener;
  }

  /** Uses memory that is shared with the worker. */
  share(memory: SharedArrayBuffer): void {
    this.#words = new Int32Array(memory, 0, LaneSize.words / 4);
    this.#line.share(memory);
  }

  /** Sends what was done for the worker that opens a database; nothing of it where it cannot be sent. */
  provide<Part extends keyof EarlyParts>(type: Part, value: EarlyParts[Part] | null): void {
    try {
      this.#line.send({ type, value } satisfies EarlyMessage<Part>);
    } catch {
      this.#line.send({ type, value: null });
    }
  }

  /** The worker is to end, or has ended. */
  stop(): void {
    this.#line.stop();
  }

  /** How often the worker has given its storage up; `undefined` where it cannot be told. */
  get suspensions(): number | undefined {
    return this.#words === undefined ? undefined : Atomics.load(this.#words, SharedWord.suspensions);
  }

  /**
   * Posts a request, unless a signal has ended it before: of a call that takes several requests, the one during which the
   * signal came may have been done already.
   *
   * @param pending - settled by the answer; an answer to what is settled already is of no interest
   */
  post<Type extends RequestType>(
    type: Type,
    payload: PayloadOf<Type>,
    pending: Pending<ResultOf<Type>>,
    { onPart, transfer, limits }: RequestOptions<Type> = {},
  ): void {
    const signal = abortedSignal(limits);
    if (signal !== undefined) {
      pending.reject(signal.reason);
      return;
    }
    const id = this.#nextId++;
    const message =
      limits === undefined ? { id, type, payload } : { id, type, payload, limits: onWire(limits) };
    try {
      this.#line.send(message, transfer);
    } catch (error) {
      // It holds what cannot be copied.
      pending.reject(error);
      return;
    }
    const sent: Sent = {
      pending: pending as Pending<unknown>,
      onPart: onPart as Sent["onPart"],
      limits,
      isCancelled: false,
    };
    this.#sent.set(id, sent);
    if (limits !== undefined && limits.signals.length > 0) {
      pending.onSettled(onAbort(limits, () => this.#cancel(sent)));
    }
  }

  /**
   * Cancels a request, and all others whose signals are aborted: the flag stops the one that runs, and the worker would
   * begin with the next if it had not heard of that one yet.
   */
  #cancel(first: Sent): void {
    for (const [id, sent] of this.#sent) {
      if (sent.isCancelled || (sent !== first && abortedSignal(sent.limits) === undefined)) continue;
      sent.isCancelled = true;
      this.#line.send({ type: "cancel", id });
    }
    this.#raiseFlag();
  }

  /** The flag takes one id: that of the request which runs, or is the next to run. */
  #raiseFlag(): void {
    if (this.#words === undefined) return;
    for (const [id, { isCancelled }] of this.#sent) {
      if (isCancelled) Atomics.store(this.#words, SharedWord.cancelledRequest, id);
      return;
    }
  }

  #receive(response: Response | null): void {
    if (response?.type === "event") {
      this.#onEvent?.(response.payload);
      return;
    }
    const sent = response === null ? undefined : this.#sent.get(response.id);
    if (response === null || sent === undefined) return;
    const { pending, limits } = sent;
    const isAnswer = response.type === "done" || response.type === "error";
    if (isAnswer) {
      this.#sent.delete(response.id);
      this.#raiseFlag();
    }
    if (pending.isSettled) return;
    try {
      if (response.type === "part") sent.onPart?.(response.payload);
      else if (response.type === "progress") limits?.onProgress?.(response.payload);
      else if (response.type === "done") pending.resolve(response.payload);
      else if (limits !== undefined && isInterruption(response)) this.#interrupt(pending, limits);
      else pending.fail(response.payload);
    } catch (error) {
      // Rows too large for a string or an array of this engine.
      pending.reject(error);
    }
  }

  #interrupt(pending: Pending<unknown>, limits: Limits): void {
    const signal = abortedSignal(limits);
    if (signal === undefined) pending.failWith(timeoutError());
    else pending.reject(signal.reason);
  }
}

function onWire({ signals, deadline, onProgress }: Limits) {
  return { deadline, isCancellable: signals.length > 0, wantsProgress: onProgress !== undefined };
}

function isInterruption({ payload }: Extract<Response, { type: "error" }>): boolean {
  return payload.class === "SqliteError" && payload.code === "SQLITE_INTERRUPT";
}
