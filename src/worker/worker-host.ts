import type { EnvironmentReport } from "../base/index.js";
import { type Engine, startEngine } from "../engine/index.js";
import { detectEnvironment } from "../runtime/index.js";
import { InterruptFlag, type OpenPayload } from "../protocol/index.js";
import { createFilelessSyscalls } from "./fileless-syscalls.js";
import { pause } from "./pause.js";
import type { Storage } from "./storage.js";

/** What the router needs of the place that it runs in. */
export interface WorkerHost {
  /**
   * Starts the engine.
   *
   * @param wasmUrl - where `sqlite3.wasm` lies; default beside the worker
   * @throws EngineError
   */
  startEngine(wasmUrl: URL | undefined): Promise<Engine>;
  detectEnvironment(): Promise<EnvironmentReport>;
  /** Gets the storage of the database that is to be opened. @throws StorageError, TypeError */
  openStorage(payload: OpenPayload, environment: EnvironmentReport, engine: Engine): Promise<Storage>;
  /** Fulfils when messages that are already here have been delivered. */
  pause(): Promise<void>;
  /**
   * Makes memory through which the client can reach a worker that is busy, as `InterruptFlag` lays it out.
   * @returns `undefined` where threads cannot share memory
   */
  shareFlag(): Int32Array | undefined;
  /** Called once, when the database is closed and everything is answered. */
  exit(): void;
}

/**
 * The host that is a dedicated worker.
 *
 * @param openStorage - gets the storage that the worker is for
 * @param exit - ends the worker
 */
export function dedicatedWorkerHost(openStorage: WorkerHost["openStorage"], exit: () => void): WorkerHost {
  return {
    startEngine(wasmUrl) {
      const syscalls = createFilelessSyscalls();
      return startEngine(wasmUrl === undefined ? { syscalls } : { syscalls, wasmUrl });
    },
    detectEnvironment,
    openStorage,
    pause,
    shareFlag: () =>
      globalThis.crossOriginIsolated
        ? new Int32Array(new SharedArrayBuffer(InterruptFlag.byteLength))
        : undefined,
    exit,
  };
}
