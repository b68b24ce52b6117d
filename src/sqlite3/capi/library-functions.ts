import type { Sqlite3VfsStruct } from "../struct-types.js";
import type { TextArgument, WasmPointer } from "./argument-types.js";

/** A VFS: a `sqlite3_vfs*`, its struct object, or its name. */
export type VfsArgument = Sqlite3VfsStruct | WasmPointer | string;

/**
 * Functions of the library as a whole: version, memory, texts, counters, VFSes.
 *
 * @see https://www.sqlite.org/c3ref/funclist.html
 */
export interface LibraryFunctions {
  sqlite3_libversion(): string;
  sqlite3_libversion_number(): number;
  sqlite3_sourceid(): string;
  sqlite3_compileoption_get(index: number): string | null;
  sqlite3_compileoption_used(name: TextArgument): number;
  sqlite3_initialize(): number;
  sqlite3_shutdown(): number;
  sqlite3_malloc(size: number): WasmPointer;
  sqlite3_malloc64(size: bigint): WasmPointer;
  sqlite3_realloc(address: WasmPointer, size: number): WasmPointer;
  sqlite3_realloc64(address: WasmPointer, size: bigint): WasmPointer;
  sqlite3_free(address: WasmPointer): void;
  sqlite3_msize(address: WasmPointer): bigint;
  sqlite3_status(operation: number, current: WasmPointer, highest: WasmPointer, reset: number): number;
  sqlite3_status64(operation: number, current: WasmPointer, highest: WasmPointer, reset: number): number;
  sqlite3_errstr(code: number): string;
  sqlite3_complete(sql: TextArgument): number;
  sqlite3_keyword_count(): number;
  sqlite3_keyword_name(index: number, nameOut: WasmPointer, byteLengthOut: WasmPointer): number;
  sqlite3_keyword_check(word: TextArgument, byteLength: number): number;
  sqlite3_stricmp(a: TextArgument, b: TextArgument): number;
  sqlite3_strnicmp(a: TextArgument, b: TextArgument, count: number): number;
  sqlite3_strglob(pattern: TextArgument, text: TextArgument): number;
  /** @param escapeCode - code of the character that escapes `%` and `_`, or 0 */
  sqlite3_strlike(pattern: TextArgument, text: TextArgument, escapeCode: number): number;
  /** @param name - `null` for the default VFS */
  sqlite3_vfs_find(name: TextArgument): WasmPointer;
  sqlite3_vfs_register(vfs: VfsArgument, makeDefault: number): number;
  sqlite3_vfs_unregister(vfs: VfsArgument): number;
  /** The file name is one that SQLite passes to `xOpen`; a string counts as one without parameters. */
  sqlite3_uri_parameter(filename: TextArgument, name: TextArgument): string | null;
  sqlite3_uri_boolean(filename: TextArgument, name: TextArgument, otherwise: number): number;
  sqlite3_uri_int64(filename: TextArgument, name: TextArgument, otherwise: bigint): bigint;
  sqlite3_uri_key(filename: TextArgument, index: number): string | null;
}

/** C types of {@link LibraryFunctions}: see `readSignatures`. */
export const LIBRARY_SIGNATURES = `
s() libversion sourceid
i() libversion_number initialize shutdown keyword_count
s(i) compileoption_get errstr
i(s) compileoption_used
i(f) complete
p(i) malloc
p(j) malloc64
p(pi) realloc
p(pj) realloc64
v(p) free
j(p) msize
i(ippi) status status64
i(ipp) keyword_name
i(si) keyword_check
i(ss) stricmp strglob
i(ssi) strnicmp strlike
p(s) vfs_find
i(Vi) vfs_register
i(V) vfs_unregister
s(Ns) uri_parameter
i(Nsi) uri_boolean
j(Nsj) uri_int64
s(Ni) uri_key
`;
