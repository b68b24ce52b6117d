import { type EngineOptions, type FileEngine, loadEngine } from "../../../src/engine/index.js";
import { compiledSqliteWasm, SQLITE_WASM_URL } from "./sqlite-wasm.js";

/** Starts an engine on the real `sqlite3.wasm` with a filesystem of its own, in milliseconds. */
export function loadTestEngine(options: EngineOptions = {}): Promise<FileEngine> {
  return loadEngine({
    wasmUrl: SQLITE_WASM_URL,
    ...options,
    config: { wasmModule: compiledSqliteWasm, ...options.config },
  });
}
