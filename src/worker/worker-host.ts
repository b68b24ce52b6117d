import type { EnvironmentReport } from "../base/index.js";
import { type Engine, startEngine } from "../engine/index.js";
import { detectEnvironment } from "../runtime/index.js";
import { createFilelessSyscalls } from "./fileless-syscalls.js";

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
  /** Called once, when the database is closed and everything is answered. */
  exit(): void;
}

/**
 * The host that is a dedicated worker.
 *
 * @param exit - ends the worker
 */
export function dedicatedWorkerHost(exit: () => void): WorkerHost {
  return {
    startEngine(wasmUrl) {
      const syscalls = createFilelessSyscalls();
      return startEngine(wasmUrl === undefined ? { syscalls } : { syscalls, wasmUrl });
    },
    detectEnvironment,
    exit,
  };
}
