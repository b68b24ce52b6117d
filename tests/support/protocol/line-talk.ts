import { isDeepStrictEqual } from "node:util";
import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import { ClientLine } from "../../../src/client/client-line.js";
import { LaneSize } from "../../../src/protocol/index.js";
import type { PeerData, PeerReport } from "./line-peer.js";
import { makeContent, type SeededMessage } from "./seeded-messages.js";

/** Bundled, since Node 20 runs no TypeScript. */
const peerScript = (): string => {
  const entryPoints = ["tests/support/protocol/line-peer.ts"];
  const result = buildSync({
    entryPoints,
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    logLevel: "error",
  });
  return result.outputFiles[0]?.text ?? "";
};
let script: string | undefined;

/** The client's end of a line to another thread, which looks at all that comes. */
export class LineTalk {
  /** What was wrong with messages that came, in words. */
  readonly faults: string[] = [];
  /** Messages that went, and those of them through shared memory. */
  sent = 0;
  inMemory = 0;
  received = 0;
  readonly line: ClientLine;
  readonly memory = new SharedArrayBuffer(LaneSize.memory);
  readonly #worker: Worker;
  readonly #seeds: Omit<PeerData, "memory">;
  /** By id, in the order in which the answers are to come. */
  readonly #pending = new Map<number, (message: SeededMessage) => void>();

  /** @param counted - messages that both ends take to have been posted before */
  constructor(seed: number, counted = 0) {
    script ??= peerScript();
    this.#seeds = { clientSeed: seed, workerSeed: ~seed, counted };
    const workerData: PeerData = { memory: this.memory, ...this.#seeds };
    this.#worker = new Worker(script, { eval: true, workerData });
    const endpoint = {
      postMessage: (message: unknown) => this.#worker.postMessage(message),
      addEventListener: (_: "message", listener: (event: MessageEvent) => void) =>
        this.#worker.on("message", (data) => listener({ data } as MessageEvent)),
    };
    this.line = new ClientLine(
      endpoint,
      (message) => this.#receive(message as SeededMessage),
      () => this.#pending.size > 0,
    );
    Object.assign(this.line, { posted: counted, received: counted });
    this.line.share(this.memory);
  }

  /** Sends a request. @returns fulfils with the answer */
  ask(type: "request" | "report" = "request"): Promise<SeededMessage> {
    const id = this.sent;
    this.#send(type, id);
    return new Promise((resolve) => this.#pending.set(id, resolve));
  }

  /** Sends a message that is not answered. */
  note(): void {
    this.#send("note", -1);
  }

  /** Asks the other end what it has seen. */
  async report(): Promise<PeerReport> {
    return (await this.ask("report")).content as PeerReport;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
    this.line.stop();
  }

  #send(type: SeededMessage["type"], id: number): void {
    const number = this.sent++;
    const content = makeContent(this.#seeds.clientSeed, number);
    if (this.line.send({ number, type, id, content } satisfies SeededMessage)) this.inMemory++;
  }

  #receive(message: SeededMessage): void {
    const { number, type, id, content } = message;
    if (number !== this.received) this.faults.push(`message ${number} came as number ${this.received}`);
    this.received++;
    if (type === "event") this.#compare(number, content);
    else {
      const [oldest] = this.#pending.keys();
      if (id !== oldest) this.faults.push(`an answer to ${id} came while ${oldest} was to be answered`);
      if (type !== "report") this.#compare(number, content);
      if (type === "part") return;
      const resolve = this.#pending.get(id);
      this.#pending.delete(id);
      resolve?.(message);
    }
  }

  #compare(number: number, content: unknown): void {
    if (isDeepStrictEqual(content, makeContent(this.#seeds.workerSeed, number))) return;
    this.faults.push(`message ${number} has another content`);
  }
}
