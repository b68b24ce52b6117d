import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const path = createRequire(import.meta.url).resolve("@sqlite.org/sqlite-wasm/sqlite3.wasm");

/** Where the real `sqlite3.wasm` lies on this machine. */
export const SQLITE_WASM_URL = pathToFileURL(path);

/** The bytes of `sqlite3.wasm`. */
export function readSqliteWasm(): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(path);
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** `sqlite3.wasm`, compiled once per test file, so that each engine of the file starts in milliseconds. */
export function compiledSqliteWasm(): Promise<WebAssembly.Module> {
  compiled ??= readSqliteWasm().then((bytes) => WebAssembly.compile(bytes));
  return compiled;
}
