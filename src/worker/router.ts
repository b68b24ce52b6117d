import {
  type Endpoint,
  LaneSize,
  NO_REQUEST,
  type PartOf,
  type RequestOf,
  type RequestType,
  type Response,
  type ResultOf,
  serializeError,
} from "../protocol/index.js";
import { handlers, type RequestContext, type ServedDatabase } from "./handlers/index.js";
import { cancelledId, readRequest, requestId } from "./read-request.js";
import { interrupted, RunningRequest } from "./running-request.js";
import { notOpenError } from "./session.js";
import type { WorkerHost } from "./worker-host.js";
import { WorkerLine } from "./worker-line.js";

/**
 * Answers requests strictly in the order in which they come; each gets exactly one `done` or `error`. Only cancellations
 * overtake.
 */
export class Router {
  readonly #line: WorkerLine;
  readonly #served: ServedDatabase;
  readonly #waiting: unknown[] = [];
  #isBusy = false;
  #running: RunningRequest | undefined;

  constructor(endpoint: Endpoint, host: WorkerHost) {
    const memory = host.shareMemory();
    const words = memory === undefined ? undefined : new Int32Array(memory, 0, LaneSize.words / 4);
    this.#served = { host, session: undefined, isAway: false, memory, words };
    this.#line = new WorkerLine(endpoint, (message) => this.#receive(message), memory);
  }

  /** Takes a message; never throws. */
  #receive(message: unknown): void {
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
      const isClosed = await this.#answer(this.#waiting.shift());
      if (isClosed) {
        this.#served.host.exit();
        return;
      }
      await this.#rest();
    }
    this.#isBusy = false;
  }

  /** @returns whether this was the end */
  async #answer(message: unknown): Promise<boolean> {
    const id = requestId(message);
    try {
      const request = readRequest(message);
      const { limits } = request;
      const running = this.#watch(request);
      this.#running = running;
      // While the request before ran, a message may have come that cancels this one.
      if (limits?.isCancellable === true) await this.#served.host.pause();
      running?.requireTime();
      const transfer: Transferable[] = [];
      const payload = await this.#perform(request, running, transfer);
      this.#send({ id, type: "done", payload }, transfer);
      return request.type === "close";
    } catch (error) {
      const { session } = this.#served;
      const interpreted = session === undefined ? error : session.interpret(error);
      this.#send({ id, type: "error", payload: serializeError(interpreted) }, []);
      return false;
    } finally {
      this.#running = undefined;
    }
  }

  #watch({ id, limits }: RequestOf<RequestType>): RunningRequest | undefined {
    if (limits === undefined) return undefined;
    return new RunningRequest(id, limits, this.#served.words, (progress) => {
      this.#send({ id, type: "progress", payload: progress }, []);
    });
  }

  async #perform<Type extends RequestType>(
    { id, type, payload }: RequestOf<Type>,
    running: RunningRequest | undefined,
    transferred: Transferable[],
  ): Promise<ResultOf<Type>> {
    const served = this.#served;
    const { session } = served;
    const handler = handlers[type];
    if (session !== undefined && handler.isAboutLife !== true) {
      if (session.isSuspended) await session.resume();
      if (session.mayBeLost) await session.lookForLoss();
      if (running !== undefined) session.watch(running);
    }
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
    try {
      const result = handler.perform(payload, context);
      return result instanceof Promise ? await result : result;
    } finally {
      if (running !== undefined) session?.unwatch();
    }
  }

  /** Does what is to be done between requests. */
  async #rest(): Promise<void> {
    const { session, isAway } = this.#served;
    try {
      if (isAway && this.#waiting.length === 0) await session?.suspend();
      else await session?.replenish();
    } catch {
      // The statement that finds nothing left reports it.
    }
  }

  #send(response: Response, transfer: Transferable[]): void {
    this.#line.send(response, transfer);
  }
}
