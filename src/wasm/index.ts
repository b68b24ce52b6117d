export * from "./assembler.js";
export type { ArgumentAdapter, ResultAdapter } from "./adapters.js";
export {
  type Allocating,
  type AllocCString,
  type AllocPtr,
  allocateArgv,
  allocateBytes,
  allocateCString,
  allocatePointers,
  type ListLike,
  type RawAllocator,
  readArgv,
} from "./allocation.js";
export { type Allocator, type AllocatorExports, createAllocator, WasmOutOfMemoryError } from "./allocator.js";
export { type CString, cStringLength, cStringSize, readCString, writeCString } from "./c-string.js";
export { type CStrings, createCStrings } from "./c-strings.js";
export { createExportedFunctions, type ExportedFunctions } from "./exported-functions.js";
export {
  createFunctionInstallation,
  type FunctionInstallation,
  type WithSignature,
} from "./function-installation.js";
export {
  type BindScope,
  FunctionPointerAdapter,
  type FunctionPointerOptions,
  type FunctionPointerParts,
} from "./function-pointer-adapter.js";
export {
  type ExportedFunction,
  FunctionTable,
  type TypedFunction,
  type WasmCallable,
} from "./function-table.js";
export { Heap, WASM_PAGE_SIZE } from "./heap.js";
export { createHeapViews, currentHeap, type HeapViews, type IntegerView } from "./heap-views.js";
export { type IrType, type IrValue, sizeOfIr } from "./ir-type.js";
export { jstrcpy, jstrlen, jstrToUintArray } from "./js-strings.js";
export { createPeekPoke, type Peek, type PeekPoke, type Poke } from "./peek-poke.js";
export { type FunctionPointer, NULL, type Pointer } from "./pointer.js";
export {
  coercePointer,
  isPointer,
  isPointer64,
  POINTER_ARITHMETIC,
  type PointerArithmetic,
  type PointerLike,
} from "./pointer-arithmetic.js";
export { createPseudoStack, type PseudoStack, type PseudoStackExports } from "./pseudo-stack.js";
export { type AllocationScope, ScopedAllocation } from "./scoped-allocation.js";
export {
  createStructBinder,
  type StructBinder,
  type StructClass,
  type StructTypeClass,
} from "./struct-binder.js";
export type {
  MemberDescription,
  StructDescription,
  StructInfo,
  StructMemberInfo,
} from "./struct-description.js";
export type { Disposable } from "./struct-disposal.js";
export type { InstallMore, StructMethods, StructObject, StructOptions, StructParts } from "./struct-type.js";
export { flexibleString, type TextMemory } from "./text-conversions.js";
export { TextReader } from "./text-reader.js";
export {
  type ByteArray,
  isByteArray,
  isSharedTypedArray,
  isTypedArray,
  requireByteArray,
  typedArrayPart,
  typedArrayToString,
} from "./typed-array.js";
export {
  type AdapterAccess,
  type ArgumentType,
  createXWrap,
  type FunctionPointerAdapterClass,
  type WrappedFunction,
  type WrappedResult,
  type XWrap,
  type XWrapFunctions,
  type XWrapParts,
} from "./x-wrap.js";
