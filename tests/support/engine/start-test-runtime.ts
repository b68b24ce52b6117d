import {
  createRuntime,
  type ModuleConfig,
  type Runtime,
  type RuntimeOptions,
} from "../../../src/runtime/index.js";
import { compiledSqliteWasm, SQLITE_WASM_URL } from "./sqlite-wasm.js";
import { createTestSyscalls } from "./test-syscalls.js";

/** Starts a runtime on the compiled `sqlite3.wasm`, with a filesystem of its own. */
export function startTestRuntime(
  config: ModuleConfig = {},
  options: Partial<RuntimeOptions> = {},
): Promise<Runtime> {
  return startRuntime({ wasmModule: compiledSqliteWasm, ...config }, options);
}

/** Starts a runtime that loads its wasm as the configuration says, by default from the file. */
export function startRuntime(config: ModuleConfig, options: Partial<RuntimeOptions> = {}): Promise<Runtime> {
  return createRuntime({ wasmUrl: SQLITE_WASM_URL, syscalls: createTestSyscalls(), ...options, config });
}
