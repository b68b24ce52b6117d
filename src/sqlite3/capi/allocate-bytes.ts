import type { WasmNamespace } from "../wasm-namespace.js";

/**
 * Copies bytes into wasm memory, to be freed. No bytes have an address too, since the null pointer would be NULL to
 * SQLite.
 *
 * @throws WasmAllocError
 */
export function allocateBytes(wasm: WasmNamespace, bytes: Uint8Array): number {
  const address = wasm.alloc(bytes.length || 1);
  wasm.heap8u().set(bytes, address);
  return address;
}
