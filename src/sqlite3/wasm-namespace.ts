import type { Engine } from "../engine/index.js";
import {
  type CStrings,
  createCStrings,
  createExportedFunctions,
  createFunctionInstallation,
  createHeapViews,
  createPeekPoke,
  createPseudoStack,
  createXWrap,
  type ExportedFunctions,
  type FunctionInstallation,
  type Heap,
  type HeapViews,
  isPointer,
  isPointer64,
  isSharedTypedArray,
  jstrcpy,
  jstrlen,
  jstrToUintArray,
  type PeekPoke,
  POINTER_ARITHMETIC,
  type PointerArithmetic,
  type PseudoStack,
  type PseudoStackExports,
  readArgv,
  readCString,
  ScopedAllocation,
  type StructDescription,
  sizeOfIr,
  typedArrayPart,
  typedArrayToString,
  type XWrapFunctions,
} from "../wasm/index.js";
import {
  type CompileOptionExports,
  type CompileOptionUsed,
  createCompileOptionUsed,
} from "./compile-options.js";
import type { Sqlite3Config } from "./config.js";
import type { ErrorClasses } from "./errors.js";
import { createMemoryFunctions, type MemoryFunctions } from "./wasm-memory.js";

/** SQLite's constants by group, and its struct layouts, as the wasm describes them. */
export type CTypes = Readonly<Record<string, Readonly<Record<string, number | string>>>> & {
  readonly structs: readonly StructDescription[];
};

/** A function that wasm exports: numbers, and bigint for 64-bit integers. */
export type WasmExport = <Result = number>(...args: readonly (number | bigint)[]) => Result;

/** What `sqlite3.wasm` exports; only its functions have types. */
export type WasmExports = Readonly<Record<`sqlite3${string}` | "malloc" | "realloc" | "free", WasmExport>> &
  Readonly<Record<string, WebAssembly.ExportValue>>;

/** Texts and typed arrays, independent of the instance. */
interface ByteFunctions {
  readonly isSharedTypedArray: typeof isSharedTypedArray;
  readonly typedArrayPart: typeof typedArrayPart;
  readonly typedArrayToString: typeof typedArrayToString;
  readonly jstrlen: typeof jstrlen;
  readonly jstrcpy: typeof jstrcpy;
  readonly jstrToUintArray: typeof jstrToUintArray;
}

/**
 * `sqlite3.wasm`: memory, functions and conversions of the wasm instance.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-wasm.md
 */
export interface WasmNamespace
  extends MemoryFunctions,
    HeapViews,
    PeekPoke<WasmNamespace>,
    CStrings,
    ByteFunctions,
    FunctionInstallation,
    ExportedFunctions,
    XWrapFunctions {
  readonly exports: WasmExports;
  readonly memory: WebAssembly.Memory;
  /** 64-bit integers are always there. */
  readonly bigIntEnabled: true;
  readonly pstack: PseudoStack;
  readonly ptr: PointerArithmetic;
  /** Bytes of a pointer. */
  readonly ptrSizeof: 4;
  /** The type that a pointer is in wasm. */
  readonly ptrIR: "i32";
  /** Bytes of a type; `undefined` for what is no type name. */
  sizeofIR(typeName: string): number | undefined;
  readonly isPtr: typeof isPointer;
  readonly isPtr32: typeof isPointer;
  readonly isPtr64: typeof isPointer64;
  readonly compileOptionUsed: CompileOptionUsed;
  /** Reads a C `argv`; `null` for null pointers. */
  cArgvToJs(argc: number, argv: number): (string | null)[];
  readonly ctype: CTypes;
  /** Former names of `peek`, `poke`, `peekPtr` and `pokePtr`. */
  readonly getMemValue: PeekPoke<WasmNamespace>["peek"];
  readonly setMemValue: PeekPoke<WasmNamespace>["poke"];
  readonly getPtrValue: PeekPoke<WasmNamespace>["peekPtr"];
  readonly setPtrValue: PeekPoke<WasmNamespace>["pokePtr"];
}

/** What {@link createWasmNamespace} is made from. */
export interface WasmNamespaceParts {
  readonly engine: Pick<Engine, "runtime" | "capi" | "heap" | "functionTable">;
  readonly config: Sqlite3Config;
  readonly errors: ErrorClasses;
}

/** Assembles `sqlite3.wasm` of one instance. */
export function createWasmNamespace({ engine, config, errors }: WasmNamespaceParts): WasmNamespace {
  const { heap, runtime, capi } = engine;
  const exports = runtime.rawExports;
  const table = exports.__indirect_function_table as WebAssembly.Table;
  const scopes = new ScopedAllocation();
  const memory = createMemoryFunctions({
    heap,
    scopes,
    errors,
    malloc: exports[config.allocExportName] as (size: number) => number,
    realloc: exports[config.reallocExportName] as (address: number, size: number) => number,
    free: exports[config.deallocExportName] as (address?: number | null) => void,
  });
  const functions = createFunctionInstallation(table, engine.functionTable, scopes);
  const exported = createExportedFunctions(exports);
  const cStrings = createCStrings(heap);
  const peekPoke = createPeekPoke<WasmNamespace>(heap, () => wasm);
  const pseudoStackExports = exports as unknown as PseudoStackExports;
  let ctype: CTypes | undefined;

  const wasm: WasmNamespace = {
    exports: exports as WasmExports,
    memory: runtime.memory,
    bigIntEnabled: true,
    ...memory,
    compileOptionUsed: createCompileOptionUsed(
      exports as unknown as CompileOptionExports,
      heap,
      (text, body) => scopes.call(() => body(memory.scopedAllocCString(text) as never)),
    ),
    pstack: createPseudoStack(pseudoStackExports, (message) => new errors.WasmAllocError(message)),
    ptr: POINTER_ARITHMETIC,
    ptrSizeof: POINTER_ARITHMETIC.size,
    ptrIR: POINTER_ARITHMETIC.ir,
    sizeofIR: sizeOfIr,
    ...createHeapViews(heap),
    ...functions,
    ...peekPoke,
    getMemValue: peekPoke.peek,
    setMemValue: peekPoke.poke,
    getPtrValue: peekPoke.peekPtr,
    setPtrValue: peekPoke.pokePtr,
    isPtr32: isPointer,
    isPtr64: isPointer64,
    isPtr: isPointer,
    ...cStrings,
    isSharedTypedArray,
    typedArrayPart,
    typedArrayToString,
    jstrlen,
    jstrcpy,
    jstrToUintArray,
    cArgvToJs: (argc, argv) => readArgv(heap, argc, argv, cStrings.cstrToJs),
    ...exported,
    ...createXWrap({ exported, scopes, functions, texts: { ...memory, cstrToJs: cStrings.cstrToJs } }),
    get ctype() {
      ctype ??= readTypes(heap, capi.sqlite3__wasm_enum_json());
      return ctype;
    },
  };
  return wasm;
}

function readTypes(heap: Heap, address: Parameters<typeof readCString>[1]): CTypes {
  // The engine has read it before, so it is there.
  return JSON.parse(readCString(heap, address) as string);
}
