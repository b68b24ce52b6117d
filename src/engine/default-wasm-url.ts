/**
 * Where `sqlite3.wasm` lies in the published package: one folder above the bundle of any room. Bundlers know this form
 * and copy the file along.
 */
export function defaultWasmUrl(): URL {
  return new URL("../sqlite3.wasm", import.meta.url);
}
