import {
  type Allocator,
  type CString,
  type FunctionPointer,
  type FunctionTable,
  type Heap,
  readCString,
  TextReader,
} from "../wasm/index.js";
import { CONSTANTS, type Constants } from "./constants.js";
import { type EnumJson, readEnumJson } from "./enum-json.js";
import { pickFunctions } from "./pick-functions.js";
import type { CapiFunctions } from "./raw-exports.js";
import { Scratch } from "./scratch.js";

/** What {@link createCapi} is made from. */
export interface CapiParts {
  readonly exports: WebAssembly.Exports;
  readonly heap: Heap;
  readonly allocator: Allocator;
  readonly functionTable: FunctionTable;
}

/** The C API of one wasm instance: its functions under SQLite's names, its constants and struct layouts. */
export interface Capi extends CapiFunctions {
  readonly heap: Heap;
  readonly allocator: Allocator;
  readonly functionTable: FunctionTable;
  /** Memory for texts and blobs on their way into SQLite. */
  readonly scratch: Scratch;
  /** Reads texts whose length is known. */
  readonly texts: TextReader;
  readonly constants: Constants;
  /**
   * What the build says of itself: all constants and structs. It is read when somebody asks first, which takes 4 to 10 ms.
   *
   * @throws EngineError `wasm-mismatch` when it says nothing
   */
  enumJson(): EnumJson;
  /** `sqlite3_free` as a destructor: SQLite frees what it is given when it is done with it. */
  readonly freeDestructor: FunctionPointer;
  /** `"SQLITE_BUSY_SNAPSHOT"` for 517; a code that this build does not list gets the name of its primary code. */
  resultCodeName(code: number): string;
  /** English text of a result code. */
  resultCodeText(code: number): string;
}

function findTableIndex(table: WebAssembly.Table, wanted: unknown): FunctionPointer {
  for (let index = 1; index < table.length; index++) {
    if (table.get(index) === wanted) return index as FunctionPointer;
  }
  return 0 as FunctionPointer;
}

/**
 * Makes the C API of one instance.
 *
 * @param parts - the instance's exports and the helpers over its memory
 * @throws `EngineError` `wasm-mismatch` when a function is missing
 */
export function createCapi(parts: CapiParts): Capi {
  const { exports, heap, allocator, functionTable } = parts;
  const functions = pickFunctions(exports);
  let description: EnumJson | undefined;
  const enumJson = () => (description ??= readEnumJson(functions, heap));
  const table = exports.__indirect_function_table as WebAssembly.Table;
  return {
    ...functions,
    heap,
    allocator,
    functionTable,
    scratch: new Scratch(heap, allocator),
    texts: new TextReader(heap),
    constants: CONSTANTS,
    enumJson,
    freeDestructor: findTableIndex(table, exports.sqlite3_free),
    resultCodeName(code) {
      const { resultCodeNames } = enumJson();
      return resultCodeNames.get(code) ?? resultCodeNames.get(code & 0xff) ?? "SQLITE_ERROR";
    },
    resultCodeText(code) {
      return readCString(heap, functions.sqlite3_errstr(code) as CString) ?? "unknown error";
    },
  };
}
