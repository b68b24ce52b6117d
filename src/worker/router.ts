import {
  type Endpoint,
  LaneSize,
  NO_REQUEST,
  type PartOf,
  type Request,
  type RequestOf,
  type RequestType,
  type Response,
  type ResultOf,
  serializeError,
} from "../protocol/index.js";
import { EarlyWork } from "./early-work.js";
import { handlers, type RequestContext, type ServedDatabase } from "./handlers/index.js";
import { cancelledId, readRequest, requestId } from "./read-request.js";
import { interrupted, RunningRequest } from "./running-request.js";
import { notOpenError, type Session } from "./session.js";
import type { WorkerHost } from "./worker-host.js";
import { WorkerLine } from "./worker-line.js";

/**
 * Answers requests strictly in the order in which they come; each gets exactly one `done` or `error`. Only cancellations
 * overtake.
 */
export class Router {
  readonly #line: WorkerLine;
  readonly #served: ServedDatabase;
  readonly #early = new EarlyWork();
  readonly #waiting: unknown[] = [];
  #isBusy = false;
  #running: RunningRequest | undefined;

  constructor(endpoint: Endpoint, host: WorkerHost) {
    const memory = host.shareMemory();
    const words = memory === undefined ? undefined : new Int32Array(memory, 0, LaneSize.words / 4);
    const early = this.#early.promises;
    this.#served = { host, session: undefined, isAway: false, early, memory, words };
    endpoint.addEventListener("messageerror", () => this.#early.giveUp());
    this.#line = new WorkerLine(endpoint, (message) => this.#receive(message), memory);
  }

  /** Takes a message; never throws. */
  #receive(message: unknown): void {
    if (this.#early.take(message)) return;
    const cancelled = cancelledId(message);
    if (cancelled !== undefined) {
      this.#cancel(cancelled);
      return;
    }
    this.#waiting.push(message);
    if (!this.#isBusy) void this.#drain();
  }

  #cancel(id: number): void {
    if (this.#running?.id === id) this.#running.cancel();
    const index = this.#waiting.findIndex((message) => requestId(message) === id);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    this.#send({ id, type: "error", payload: serializeError(interrupted()) }, []);
  }

  async #drain(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0 || this.#line.receiveNext()) {
      // What has come was a cancellation.
      if (this.#waiting.length === 0) continue;
      const answering = this.#answer(this.#waiting.shift());
      if (answering instanceof Promise ? await answering : answering) {
        this.#served.host.exit();
        return;
      }
      const resting = this.#rest();
      if (resting !== undefined) await resting;
    }
    this.#isBusy = false;
  }

  /** @returns whether this was the end; without a promise where nothing has to be waited for */
  #answer(message: unknown): boolean | Promise<boolean> {
    const id = requestId(message);
    try {
      const request = readRequest(message);
      const running = this.#watch(request);
      this.#running = running;
      const transfer: Transferable[] = [];
      const ready = this.#makeReady(request, running);
      const result =
        ready === undefined
          ? this.#perform(request, running, transfer)
          : ready.then(() => this.#perform(request, running, transfer));
      if (!(result instanceof Promise)) return this.#succeed(request, result, transfer);
      return result
        .then((payload) => this.#succeed(request, payload, transfer))
        .catch((error: unknown) => this.#fail(id, error));
    } catch (error) {
      return this.#fail(id, error);
    }
  }

  #succeed({ id, type }: Request, payload: ResultOf<RequestType>, transfer: Transferable[]): boolean {
    this.#served.session?.endRequest();
    this.#send({ id, type: "done", payload }, transfer);
    this.#running = undefined;
    return type === "close";
  }

  #fail(id: number, error: unknown): boolean {
    const { session } = this.#served;
    const interpreted = session === undefined ? error : session.interpret(error);
    session?.endRequest();
    this.#send({ id, type: "error", payload: serializeError(interpreted) }, []);
    this.#running = undefined;
    return false;
  }

  #watch({ id, limits }: RequestOf<RequestType>): RunningRequest | undefined {
    if (limits === undefined) return undefined;
    return new RunningRequest(id, limits, this.#served.words, (progress) => {
      this.#send({ id, type: "progress", payload: progress }, []);
    });
  }

  /** @returns `undefined` where the request can be performed at once */
  #makeReady({ type, limits }: Request, running: RunningRequest | undefined): Promise<void> | undefined {
    const session = handlers[type].isAboutLife === true ? undefined : this.#served.session;
    if (limits?.isCancellable !== true && session?.isSuspended !== true && session?.mayBeLost !== true) {
      running?.requireTime();
      return undefined;
    }
    return this.#waitUntilReady(session, running);
  }

  async #waitUntilReady(session: Session | undefined, running: RunningRequest | undefined): Promise<void> {
    // While the request before ran, a message may have come that cancels this one.
    if (running?.limits.isCancellable === true) await this.#served.host.pause();
    running?.requireTime();
    if (session?.isSuspended === true) await session.resume();
    if (session?.mayBeLost === true) await session.lookForLoss();
  }

  #perform<Type extends RequestType>(
    { id, type, payload }: RequestOf<Type>,
    running: RunningRequest | undefined,
    transferred: Transferable[],
  ): ResultOf<Type> | Promise<ResultOf<Type>> {
    const served = this.#served;
    const { session } = served;
    const handler = handlers[type];
    const context: RequestContext<PartOf<Type>> = {
      served,
      running,
      get session() {
        if (served.session === undefined) throw notOpenError();
        return served.session;
      },
      get connection() {
        return this.session.connection;
      },
      emit: (part, transfer = []) => this.#send({ id, type: "part", payload: part }, transfer),
      notify: (event) => this.#send({ id: NO_REQUEST, type: "event", payload: event }, []),
      transfer: (item) => transferred.push(item),
    };
    const perform = () => handler.perform(payload, context);
    const isWatched = running !== undefined && session !== undefined && handler.isAboutLife !== true;
    return isWatched ? watchOver(session, running, perform) : perform();
  }

  /** Does what is to be done between requests, if there is anything. */
  #rest(): Promise<unknown> | undefined {
    const { session, isAway } = this.#served;
    // The statement that finds nothing left reports it.
    const ignore = () => undefined;
    try {
      const isIdle = this.#waiting.length === 0 && session?.hasOpenRows !== true;
      const resting = isAway && isIdle ? session?.suspend() : session?.replenish();
      return resting?.catch(ignore);
    } catch {
      return ignore();
    }
  }

  #send(response: Response, transfer: Transferable[]): void {
    this.#line.send(response, transfer);
  }
}

/** Performs a request that may be ended early. */
async function watchOver<Result>(
  session: Session,
  running: RunningRequest,
  perform: () => Result | Promise<Result>,
): Promise<Result> {
  session.watch(running);
  try {
    return await perform();
  } finally {
    session.unwatch();
  }
}
