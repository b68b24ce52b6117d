import type { AllocatorNameOptions } from "./allocator-names.js";
import type { Hook } from "./hooks.js";
import type { Runtime } from "./runtime.js";
import type { Thunk } from "./thunk.js";

/** What a `preRun` hook may do. */
export interface PreRunContext {
  /** Makes the start wait until {@link removeRunDependency} is called with the same name. */
  addRunDependency(name: string): void;
  /** @throws RangeError when nothing of that name is waited for */
  removeRunDependency(name: string): void;
}

/** Hands an instance over; the module lets its imports be checked and may be left out. */
export type ReceiveInstance = (instance: WebAssembly.Instance, module?: WebAssembly.Module) => void;

/**
 * How `sqlite3.wasm` is found, started and stopped. The names are those that users of Emscripten builds know.
 *
 * @see https://emscripten.org/docs/api_reference/module.html
 */
export interface ModuleConfig extends AllocatorNameOptions {
  /**
   * Says where a file lies.
   *
   * @param fileName - `"sqlite3.wasm"`
   * @param directory - where it would be looked for, with a slash at the end
   * @returns a URL; a relative one counts from the page or worker, in Node from `directory`
   */
  readonly locateFile?: (fileName: string, directory: string) => string | URL;
  /** The bytes of `sqlite3.wasm`; nothing is fetched then. */
  readonly wasmBinary?: Thunk<BufferSource>;
  /** `sqlite3.wasm`, compiled; wins over `wasmBinary`. */
  readonly wasmModule?: Thunk<WebAssembly.Module>;
  /**
   * Instantiates in the caller's own way; wins over `wasmModule` and `wasmBinary`.
   *
   * @param imports - pass these on unchanged
   * @param receiveInstance - call it once with the instance, at once or later
   * @returns `false` says that it failed; a promise says so by rejecting; anything else is ignored
   */
  readonly instantiateWasm?: (imports: WebAssembly.Imports, receiveInstance: ReceiveInstance) => unknown;
  /** Takes a line that C writes to its standard output; dropped by default. */
  readonly print?: (line: string) => void;
  /** Takes a line that C writes to its standard error, and warnings of the runtime; dropped by default. */
  readonly printErr?: (line: string) => void;
  /** Runs before the engine initialises, while the wasm is being loaded. */
  readonly preRun?: Hook<PreRunContext> | readonly Hook<PreRunContext>[];
  /** Runs after the engine has initialised, before it is handed out. */
  readonly postRun?: Hook<Runtime> | readonly Hook<Runtime>[];
  /** Called once when the engine aborts; a start that fails for another reason only rejects its promise. */
  readonly onAbort?: (reason: unknown) => void;
  /** Called once when the engine is told to exit. */
  readonly quit?: (status: number) => void;
}
