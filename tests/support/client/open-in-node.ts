import { captureCallSite } from "../../../src/client/call-site.js";
import { DatabaseWorker } from "../../../src/client/database-worker.js";
import type { Database } from "../../../src/client/index.js";
import { checkOptions, type OpenOptions } from "../../../src/client/open-options.js";
import type { WorkerLink } from "../../../src/client/worker-link.js";
import { type Engine, startEngine } from "../../../src/engine/index.js";
import { detectEnvironment } from "../../../src/runtime/index.js";
import { createFilelessSyscalls } from "../../../src/worker/fileless-syscalls.js";
import { openOwnStorage } from "../../../src/worker/own-storage.js";
import { serve } from "../../../src/worker/serve.js";
import type { WorkerHost } from "../../../src/worker/worker-host.js";
import { compiledSqliteWasm } from "../engine/sqlite-wasm.js";

/** A worker that runs on this thread, at the other end of a message channel. */
export interface NodeWorker {
  readonly link: WorkerLink;
  /** The client's end of the channel. */
  readonly port: MessagePort;
  /** Tells the client that the worker died. */
  fail(error: Parameters<Parameters<WorkerLink["onFailure"]>[0]>[0]): void;
  /** Fulfils when the worker has ended itself or was terminated. */
  readonly ended: Promise<"exited" | "terminated">;
}

/** Starts an engine as the worker does, from the file on this machine. */
export function startWorkerEngine(): Promise<Engine> {
  return startEngine({ syscalls: createFilelessSyscalls(), config: { wasmModule: compiledSqliteWasm } });
}

/** Starts the real worker code on the real engine. */
export function startNodeWorker(host: Partial<WorkerHost> = {}): NodeWorker {
  const { port1, port2 } = new MessageChannel();
  const listeners: Parameters<WorkerLink["onFailure"]>[0][] = [];
  let end: (how: "exited" | "terminated") => void = () => {};
  const ended = new Promise<"exited" | "terminated">((resolve) => {
    end = resolve;
  });
  serve(port1, {
    startEngine: startWorkerEngine,
    detectEnvironment: (shown) => detectEnvironment(undefined, shown),
    openStorage: openOwnStorage,
    // Node would deliver a thousand messages of one port before it looks at another.
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    loadExtras: () => import("../../../src/worker/extras/index.js"),
    // Both ends are on this thread: what runs here can be told by message only.
    shareMemory: () => undefined,
    exit: () => end("exited"),
    ...host,
  });
  return {
    port: port2,
    ended,
    fail: (error) => {
      for (const listener of listeners) listener(error);
    },
    link: {
      endpoint: port2,
      onFailure: (listener) => listeners.push(listener),
      terminate: () => {
        end("terminated");
        port1.close();
      },
    },
  };
}

/** Opens a database as `open()` does, in a worker on this thread. */
export async function openInNode(
  name = ":memory:",
  options: OpenOptions = {},
  worker = startNodeWorker(),
): Promise<Database> {
  const checked = checkOptions(name, options, openInNode);
  return (await DatabaseWorker.open(worker.link, checked, captureCallSite())).addHandle(checked);
}
