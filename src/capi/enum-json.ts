import { EngineError } from "../base/index.js";
import { type Heap, readCString } from "../wasm/index.js";
import type { CapiFunctions } from "./raw-exports.js";

/** One member of a C struct. */
export interface StructMember {
  /** Bytes from the start of the struct. */
  readonly offset: number;
  /** Bytes. */
  readonly sizeof: number;
  /** `i`, `p`, `j` …, or for a function pointer its signature such as `"i(pppip)"`. */
  readonly signature: string;
}

/** Layout of a C struct in this build. */
export interface StructLayout {
  readonly name: string;
  /** Bytes. */
  readonly sizeof: number;
  readonly members: Readonly<Record<string, StructMember>>;
}

/** What a build of SQLite says of itself. */
export interface EnumJson {
  /** Constants by name, of all groups; numbers, and strings for the version. */
  readonly constants: ReadonlyMap<string, number | string>;
  /** Result codes by number: primary and extended, without SQLITE_OK's aliases. */
  readonly resultCodeNames: ReadonlyMap<number, string>;
  readonly structs: ReadonlyMap<string, StructLayout>;
}

/**
 * Reads the description that SQLite's wasm build carries of its constants and structs.
 *
 * @throws {@link EngineError} `wasm-mismatch` when there is none
 */
export function readEnumJson(functions: CapiFunctions, heap: Heap): EnumJson {
  const text = readCString(heap, functions.sqlite3__wasm_enum_json());
  if (text === null) throw new EngineError("wasm-mismatch", "this wasm file does not describe its constants");
  const groups = JSON.parse(text) as Record<string, Record<string, number | string>> & {
    structs: readonly StructLayout[];
  };
  const constants = new Map<string, number | string>();
  const resultCodeNames = new Map<number, string>();
  const structs = new Map<string, StructLayout>();
  for (const [group, members] of Object.entries(groups)) {
    if (group === "structs") continue;
    for (const [name, value] of Object.entries(members)) {
      constants.set(name, value);
      if (group === "resultCodes" && typeof value === "number") resultCodeNames.set(value, name);
    }
  }
  for (const layout of groups.structs) structs.set(layout.name, layout);
  return { constants, resultCodeNames, structs };
}
