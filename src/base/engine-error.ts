/**
 * Why the engine did not start or stopped:
 * - `wasm-fetch`: the wasm file could not be fetched
 * - `wasm-compile`: what was fetched is not a WebAssembly module
 * - `wasm-mismatch`: a WebAssembly module, but not the build this library expects
 * - `hook`: a `preRun`, `postRun` or other hook of the caller threw; see `cause`
 * - `dependency`: a run dependency was never removed
 * - `memory`: the platform would not give the engine its first memory
 * - `abort`: the engine aborted and cannot be used any more
 * - `function`: an SQL function's source or module could not be loaded in the worker; see `cause`
 * - `worker`: the worker script could not be loaded or died
 */
export type EngineErrorCode =
  | "wasm-fetch"
  | "wasm-compile"
  | "wasm-mismatch"
  | "hook"
  | "dependency"
  | "memory"
  | "abort"
  | "function"
  | "worker";

/** An error of the engine's own life: loading, starting, aborting. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
