import {
  type ChangesPayload,
  type Endpoint,
  InterruptFlag,
  type PartOf,
  type PayloadOf,
  post,
  type RequestType,
  type Response,
  type ResultOf,
  serializeError,
} from "../protocol/index.js";
import { abortedSignal, type Limits, onAbort } from "./call-options.js";
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
  readonly #endpoint: Endpoint;
  /** By id; the worker performs them in this order. */
  readonly #sent = new Map<number, Sent>();
  #nextId = 1;
  #onEvent: ((event: ChangesPayload) => void) | undefined;
  #interruptFlag: Int32Array | null = null;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    endpoint.addEventListener("message", ({ data }) => this.#receive(data as Response | null));
    endpoint.start?.();
  }

  /** Takes what the worker tells without being asked. */
  set onEvent(listener: (event: ChangesPayload) => void) {
    this.#onEvent = listener;
  }

  /** Shared memory through which a busy worker is reached. */
  set interruptFlag(flag: Int32Array | null) {
    this.#interruptFlag = flag;
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
      post(this.#endpoint, message, transfer);
    } catch (error) {
      pending.fail(serializeError(error));
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
      pending.onSettled(onAbort(limits, () => this.#cancel(id, sent)));
    }
  }

  #cancel(id: number, sent: Sent): void {
    sent.isCancelled = true;
    this.#endpoint.postMessage({ type: "cancel", id });
    this.#raiseFlag();
  }

  /** The flag takes one id: that of the request which runs, or is the next to run. */
  #raiseFlag(): void {
    if (this.#interruptFlag === null) return;
    for (const [id, { isCancelled }] of this.#sent) {
      if (isCancelled) Atomics.store(this.#interruptFlag, InterruptFlag.requestId, id);
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
      pending.fail(serializeError(error));
    }
  }

  #interrupt(pending: Pending<unknown>, limits: Limits): void {
    const signal = abortedSignal(limits);
    if (signal === undefined) pending.fail(timeoutError());
    else pending.reject(signal.reason);
  }
}

function onWire({ signals, deadline, onProgress }: Limits) {
  return { deadline, isCancellable: signals.length > 0, wantsProgress: onProgress !== undefined };
}

function isInterruption({ payload }: Extract<Response, { type: "error" }>): boolean {
  return payload.class === "SqliteError" && payload.code === "SQLITE_INTERRUPT";
}
