import type { OpenPayload, Response } from "../../../src/protocol/index.js";
import { startNodeWorker } from "./open-in-node.js";

/** A worker that is sent messages as they are. */
export interface RawWorker {
  /** Posts a message without waiting. */
  post(message: unknown): void;
  /** Posts a message and fulfils with the next response. */
  ask(message: unknown): Promise<Response>;
  /** The next response. */
  next(): Promise<Response>;
  readonly ended: Promise<string>;
  close(): void;
}

/** Opens a database in memory. */
export const MEMORY: OpenPayload = {
  name: ":memory:",
  storage: "auto",
  durability: "full",
  lockTimeout: 0,
  busyTimeout: 0,
  pragmas: [],
  opener: "a test",
  wasmUrl: null,
  expectsModule: false,
  expectsFolder: false,
  proxyPort: null,
};

/** Starts a worker without a client; with `open` it has a database in memory. */
export async function startRawWorker(open = true): Promise<RawWorker> {
  const { port, ended, link } = startNodeWorker();
  const arrived: Response[] = [];
  const waiting: ((response: Response) => void)[] = [];
  port.addEventListener("message", ({ data }: MessageEvent<Response>) => {
    const taker = waiting.shift();
    if (taker === undefined) arrived.push(data);
    else taker(data);
  });
  port.start();
  const next = () => {
    const response = arrived.shift();
    return response === undefined
      ? new Promise<Response>((resolve) => waiting.push(resolve))
      : Promise.resolve(response);
  };
  const post = (message: unknown) => port.postMessage(message);
  const ask = (message: unknown) => {
    post(message);
    return next();
  };
  if (open) await ask({ id: 0, type: "open", payload: MEMORY });
  return { post, ask, next, ended, close: () => link.terminate() };
}
