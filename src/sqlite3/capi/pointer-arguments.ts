import { ResultCode } from "../../base/index.js";
import { DB, Stmt } from "../../oo1/index.js";
import { coercePointer } from "../../wasm/index.js";
import type { NamespaceParts } from "../namespace-parts.js";
import type { Callbacks } from "./callbacks.js";

/** Types whose arguments are addresses and nothing else. */
const PLAIN_TYPES = [
  "sqlite3_value*",
  "sqlite3_context*",
  "sqlite3_backup*",
  "sqlite3_session*",
  "sqlite3_changeset_iter*",
  "sqlite3_changegroup*",
] as const;

/** Types whose results are addresses. */
const RESULT_TYPES = [
  "sqlite3*",
  "sqlite3_stmt*",
  "sqlite3_value*",
  "sqlite3_context*",
  "sqlite3_vfs*",
  "sqlite3_backup*",
] as const;

/** Types whose arguments may be struct objects. */
const STRUCT_TYPES = ["sqlite3_vfs", "sqlite3_module", "sqlite3_index_info"] as const;

/** Zeros before a file name, by which SQLite finds where it begins, and after it, which end its parameters. */
const FILENAME_PADDING = 4;

/**
 * Adds SQLite's own pointer types to `wasm.xWrap`: a connection or statement object and a struct object stand for their
 * pointers, a text stands for the VFS of that name, and a function is a destructor that C calls once.
 */
export function addPointerTypes(
  { wasm, structs, engine, errors }: NamespaceParts,
  callbacks: Callbacks,
): void {
  const { argAdapter, resultAdapter } = wasm.xWrap;
  argAdapter("sqlite3*", (value: unknown) =>
    value instanceof DB ? (value.pointer ?? 0) : coercePointer(value),
  );
  argAdapter("sqlite3_stmt*", (value: unknown) =>
    value instanceof Stmt ? (value.pointer ?? 0) : coercePointer(value),
  );
  for (const name of PLAIN_TYPES) argAdapter(name, coercePointer);
  for (const name of RESULT_TYPES) resultAdapter(name, coercePointer);
  for (const name of STRUCT_TYPES) {
    const StructClass = structs.shown[name];
    argAdapter(`${name}*`, (value: unknown) => {
      if (value instanceof StructClass) return value.pointer ?? 0;
      if (typeof value !== "string" || name !== "sqlite3_vfs") return coercePointer(value);
      const vfs = engine.capi.sqlite3_vfs_find(wasm.scopedAllocCString(value) as never);
      if (vfs === 0) {
        throw new errors.SQLite3Error(ResultCode.SQLITE_NOTFOUND, `there is no VFS named ${value}`);
      }
      return vfs;
    });
  }
  argAdapter("sqlite3_filename", (value: unknown) =>
    typeof value === "string" ? allocateFilename(wasm, value) : coercePointer(value),
  );
  argAdapter("sqlite3_destructor_type", (value: unknown) =>
    typeof value === "function"
      ? callbacks.installDestructor(value as (pointer: number) => unknown)
      : coercePointer(value),
  );
}

/** Writes a file name as SQLite passes it to a VFS, without parameters. */
function allocateFilename(wasm: NamespaceParts["wasm"], name: string): number {
  const bytes = wasm.jstrToUintArray(name);
  const address = wasm.scopedAlloc(FILENAME_PADDING + bytes.length + FILENAME_PADDING);
  const start = address + FILENAME_PADDING;
  wasm.heap8u().fill(0, address, start + bytes.length + FILENAME_PADDING);
  wasm.heap8u().set(bytes, start);
  return start;
}
