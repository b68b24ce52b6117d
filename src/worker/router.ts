import {
  type Endpoint,
  type PartOf,
  type RequestOf,
  type RequestType,
  type Response,
  type ResultOf,
  serializeError,
} from "../protocol/index.js";
import { handlers, type RequestContext, type ServedDatabase } from "./handlers/index.js";
import { readRequest, requestId } from "./read-request.js";
import { notOpenError } from "./session.js";
import type { WorkerHost } from "./worker-host.js";

/** Answers requests strictly in the order in which they come; each gets exactly one `done` or `error`. */
export class Router {
  readonly #endpoint: Endpoint;
  readonly #served: ServedDatabase;
  readonly #waiting: unknown[] = [];
  #isBusy = false;

  constructor(endpoint: Endpoint, host: WorkerHost) {
    this.#endpoint = endpoint;
    this.#served = { host, session: undefined };
  }

  /** Takes a message; never throws. */
  receive(message: unknown): void {
    this.#waiting.push(message);
    if (!this.#isBusy) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      const message = this.#waiting.shift();
      const isClosed = await this.#answer(message);
      if (isClosed) {
        this.#served.host.exit();
        return;
      }
      await this.#replenish();
    }
    this.#isBusy = false;
  }

  /** @returns whether this was the end */
  async #answer(message: unknown): Promise<boolean> {
    const id = requestId(message);
    const { session } = this.#served;
    try {
      const request = readRequest(message);
      if (session?.mayBeLost) await session.lookForLoss();
      const transfer: Transferable[] = [];
      const payload = await this.#perform(request, transfer);
      this.#send({ id, type: "done", payload }, transfer);
      return request.type === "close";
    } catch (error) {
      const interpreted = session === undefined ? error : session.interpret(error);
      this.#send({ id, type: "error", payload: serializeError(interpreted) }, []);
      return false;
    }
  }

  #perform<Type extends RequestType>(
    { id, type, payload }: RequestOf<Type>,
    transferred: Transferable[],
  ): ResultOf<Type> | Promise<ResultOf<Type>> {
    const served = this.#served;
    const context: RequestContext<PartOf<Type>> = {
      served,
      get session() {
        if (served.session === undefined) throw notOpenError();
        return served.session;
      },
      get connection() {
        return this.session.connection;
      },
      emit: (part, transfer = []) => this.#send({ id, type: "part", payload: part }, transfer),
      transfer: (item) => transferred.push(item),
    };
    return handlers[type].perform(payload, context);
  }

  async #replenish(): Promise<void> {
    try {
      await this.#served.session?.replenish();
    } catch {
      // The statement that finds nothing left reports it.
    }
  }

  #send(response: Response, transfer: Transferable[]): void {
    this.#endpoint.postMessage(response, transfer);
  }
}
