import type { EnvironmentReport } from "../base/index.js";
import { type Engine, startEngine } from "../engine/index.js";
import { type EarlyParts, LaneSize, type OpenPayload } from "../protocol/index.js";
import { detectEnvironment, type ShownItems } from "../runtime/index.js";
import type { CreateExtras, OpenPool } from "./extras/index.js";
import { createFilelessSyscalls } from "./fileless-syscalls.js";
import { pause } from "./pause.js";
import type { Storage } from "./storage.js";

/** What opening a storage takes. */
export interface StorageRequest {
  readonly payload: OpenPayload;
  /** Fulfils with the engine. */
  readonly starting: Promise<Engine>;
  /** Fulfils with the folder of the pool, which the client opens; `undefined` where it does not, it rejects where it cannot. */
  readonly folder: Promise<EarlyParts["folder"]> | undefined;
  /** As {@link WorkerHost.detectEnvironment}. */
  detect(shown?: ShownItems): Promise<EnvironmentReport>;
}

/** What the router needs of the place that it runs in. */
export interface WorkerHost {
  /**
   * Starts the engine.
   *
   * @param wasmUrl - where `sqlite3.wasm` lies; default beside the worker
   * @param earlyModule - what the client compiles; where it rejects the worker tries by itself
   * @throws EngineError
   */
  startEngine(
    wasmUrl: URL | undefined,
    earlyModule: Promise<WebAssembly.Module> | undefined,
  ): Promise<Engine>;
  /** Tries out what the browser has. @param shown - what need not be tried */
  detectEnvironment(shown?: ShownItems): Promise<EnvironmentReport>;
  /**
   * Gets the storage of the database that is to be opened.
   * @throws StorageError, TypeError; what `starting` and `detect` reject with
   */
  openStorage(request: StorageRequest): Promise<Storage>;
  /** Fulfils when messages that are already here have been delivered. */
  pause(): Promise<void>;
  /**
   * Makes memory to share with the client, as the protocol lays it out.
   * @returns `undefined` where threads cannot share memory
   */
  shareMemory(): SharedArrayBuffer | undefined;
  /** Loads the script with what is done rarely. Rejects with what the browser says when it cannot be loaded. */
  loadExtras(): Promise<{ readonly createExtras: CreateExtras }>;
  /** Opens a pool; absent in workers that have none. */
  readonly openPool?: OpenPool | undefined;
  /** Called once, when the database is closed and everything is answered. */
  exit(): void;
}

/** Bundlers take along what is named by such a URL, and are told to leave the import as it is (`scripts/build.mjs`). */
function importModule(url: URL): Promise<{ readonly createExtras: CreateExtras }> {
  return import(url.href);
}

/** Files wait for the browser: where their folder is here too, they are asked for before the engine starts and keeps this thread busy. */
async function afterOthers(module: WebAssembly.Module): Promise<WebAssembly.Module> {
  await pause();
  return module;
}

/**
 * The host that is a dedicated worker.
 *
 * @param storages - the storage that the worker is for
 * @param exit - ends the worker
 */
export function dedicatedWorkerHost(
  { openStorage, openPool }: Pick<WorkerHost, "openStorage" | "openPool">,
  exit: () => void,
): WorkerHost {
  let attempts = 0;
  return {
    startEngine(wasmUrl, earlyModule) {
      const options = { syscalls: createFilelessSyscalls(), earlyModule: earlyModule?.then(afterOthers) };
      return startEngine(wasmUrl === undefined ? options : { ...options, wasmUrl });
    },
    detectEnvironment: (shown) => detectEnvironment(undefined, shown),
    openStorage,
    pause,
    openPool,
    loadExtras() {
      const url = new URL("./extras.js", import.meta.url);
      // Firefox (seen in 153) remembers by its URL that a module could not be loaded.
      if (attempts > 0) url.search = String(attempts);
      attempts++;
      return importModule(url);
    },
    shareMemory: () => (globalThis.crossOriginIsolated ? new SharedArrayBuffer(LaneSize.memory) : undefined),
    exit,
  };
}
