export { type Allocator, type AllocatorExports, createAllocator, WasmOutOfMemoryError } from "./allocator.js";
export { type CString, cStringLength, cStringSize, readCString, writeCString } from "./c-string.js";
export { FunctionTable, type WasmCallable } from "./function-table.js";
export { Heap, WASM_PAGE_SIZE } from "./heap.js";
export { type FunctionPointer, NULL, type Pointer } from "./pointer.js";
export { TextReader } from "./text-reader.js";
