import type { EngineError } from "../base/index.js";
import type { SyscallHost } from "../syscalls/index.js";
import type { Allocator, FunctionTable, Heap } from "../wasm/index.js";
import type { MemoryOptions } from "./memory.js";
import type { ModuleConfig } from "./module-config.js";
import type { RuntimeExports } from "./runtime-exports.js";
import type { RuntimeStatus } from "./runtime-state.js";

/** What a runtime is made of. */
export interface RuntimeOptions {
  /** Absolute URL of `sqlite3.wasm`; the module configuration may name another. */
  readonly wasmUrl: URL;
  /** Gives the instance its system calls; one host serves one runtime. */
  readonly syscalls: SyscallHost;
  readonly config?: ModuleConfig;
  /** The module at `wasmUrl`, where it is being loaded already. When that fails, it is loaded again. */
  readonly earlyModule?: Promise<WebAssembly.Module> | undefined;
  readonly memory?: MemoryOptions;
  /** Milliseconds that run dependencies are waited for; default 60,000. */
  readonly dependencyTimeout?: number;
}

/** One running instance of `sqlite3.wasm`. It shares nothing with any other. */
export interface Runtime {
  /** The exports that the runtime itself relies on, typed. */
  readonly exports: RuntimeExports;
  /** All exports as they are. */
  readonly rawExports: WebAssembly.Exports;
  /** The compiled module; `undefined` when `instantiateWasm` kept it to itself. */
  readonly module: WebAssembly.Module | undefined;
  readonly memory: WebAssembly.Memory;
  readonly heap: Heap;
  /** Bytes that the memory may grow to. */
  readonly memoryLimit: number;
  readonly allocator: Allocator;
  readonly functionTable: FunctionTable;
  readonly status: RuntimeStatus;
  /** @throws EngineError `abort` when the engine has aborted or exited */
  requireUsable(): void;
  /**
   * For whoever catches an error around a call into wasm: a trap ends the engine and becomes the `EngineError`
   * (`abort`, the trap as its cause); any other error is given back as it is.
   */
  interpret(error: unknown): unknown;
  /**
   * Ends the engine because it cannot go on. `onAbort` is told, once.
   *
   * @returns the error to throw: the one of the first abort
   */
  abort(reason: unknown): EngineError;
  /** Ends the engine in good order. `quit` is told, once. */
  exit(status?: number): void;
}
