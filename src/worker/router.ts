import {
  type Endpoint,
  type Request,
  type RequestResults,
  type RequestType,
  type Response,
  type RowsPayload,
  serializeError,
} from "../protocol/index.js";
import { readRequest, requestId } from "./read-request.js";
import { notOpenError, Session } from "./session.js";
import type { WorkerHost } from "./worker-host.js";

/** Answers requests strictly in the order in which they come; each gets exactly one `done` or `error`. */
export class Router {
  readonly #endpoint: Endpoint;
  readonly #host: WorkerHost;
  readonly #waiting: unknown[] = [];
  #isBusy = false;
  #session: Session | undefined;

  constructor(endpoint: Endpoint, host: WorkerHost) {
    this.#endpoint = endpoint;
    this.#host = host;
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
        this.#host.exit();
        return;
      }
      await this.#replenish();
    }
    this.#isBusy = false;
  }

  /** @returns whether this was the end */
  async #answer(message: unknown): Promise<boolean> {
    const id = requestId(message);
    try {
      const request = readRequest(message);
      if (this.#session?.mayBeLost) await this.#session.lookForLoss();
      const payload = await this.#perform(request);
      const transfer = request.type === "query" ? [(payload as RowsPayload).buffer] : [];
      this.#send({ id, type: "done", payload }, transfer);
      return request.type === "close";
    } catch (error) {
      const interpreted = this.#session === undefined ? error : this.#session.interpret(error);
      this.#send({ id, type: "error", payload: serializeError(interpreted) }, []);
      return false;
    }
  }

  #perform(request: Request): RequestResults[RequestType] | Promise<RequestResults[RequestType]> {
    switch (request.type) {
      case "open":
        return this.#open(request);
      case "close":
        return this.#close();
      case "query":
        return this.#connection.query(request.payload, (batch) => {
          this.#send({ id: request.id, type: "rows", payload: batch }, [batch.buffer]);
        });
      case "exec":
        return this.#connection.exec(request.payload);
      case "run":
        return this.#connection.run(request.payload);
      case "begin":
        return this.#connection.begin(request.payload);
      case "commit":
        return this.#connection.commit(request.payload);
      case "rollback":
        return this.#connection.rollback(request.payload);
    }
  }

  get #connection() {
    if (this.#session === undefined) throw notOpenError();
    return this.#session.connection;
  }

  async #open({ payload }: Extract<Request, { type: "open" }>): Promise<RequestResults["open"]> {
    if (this.#session !== undefined) throw new TypeError("this worker has opened its database already");
    const { session, result } = await Session.open(payload, this.#host);
    this.#session = session;
    return result;
  }

  async #close(): Promise<null> {
    const session = this.#session;
    this.#session = undefined;
    await session?.close();
    return null;
  }

  async #replenish(): Promise<void> {
    try {
      await this.#session?.replenish();
    } catch {
      // The statement that finds nothing left reports it.
    }
  }

  #send(response: Response, transfer: Transferable[]): void {
    this.#endpoint.postMessage(response, transfer);
  }
}
