import { type Capi, createCapi, sqliteError } from "../capi/index.js";
import { createRuntime, type Runtime, type RuntimeOptions } from "../runtime/index.js";
import type { Allocator, FunctionTable, Heap } from "../wasm/index.js";
import { defaultWasmUrl } from "./default-wasm-url.js";

/** What an engine is made of. */
export interface StartOptions extends Omit<RuntimeOptions, "wasmUrl"> {
  /** Absolute URL of `sqlite3.wasm`; default the one in this package. */
  readonly wasmUrl?: URL;
}

/** One instance of `sqlite3.wasm`, initialised, with its typed functions. */
export interface Engine {
  readonly runtime: Runtime;
  readonly heap: Heap;
  readonly allocator: Allocator;
  readonly functionTable: FunctionTable;
  readonly capi: Capi;
}

/**
 * Starts an engine on the system calls that it is given.
 *
 * @throws EngineError as `createRuntime` does, and `abort` when SQLite traps while it initialises
 * @throws SqliteError when `sqlite3_initialize` fails
 * @see https://www.sqlite.org/c3ref/initialize.html
 */
export async function startEngine(options: StartOptions): Promise<Engine> {
  const runtime = await createRuntime({ ...options, wasmUrl: options.wasmUrl ?? defaultWasmUrl() });
  const { rawExports: exports, heap, allocator, functionTable } = runtime;
  try {
    const capi = createCapi({ exports, heap, allocator, functionTable });
    const code = capi.sqlite3_initialize();
    if (code !== 0) throw sqliteError(capi, code, 0);
    return { runtime, heap, allocator, functionTable, capi };
  } catch (error) {
    throw runtime.interpret(error);
  }
}
