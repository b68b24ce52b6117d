import type { FilePointer } from "../capi/index.js";
import type { CString, FunctionPointer, Heap, TypedFunction, WasmCallable } from "../wasm/index.js";
import type { FailureRecord } from "./failure-record.js";
import type { Vfs, VfsFile } from "./vfs.js";

/** Functions for C, by the name of the struct member that points to them. */
export type Entries = Readonly<Record<string, WasmCallable>>;

/**
 * Puts entries into the function table, with their signatures as SQLite's struct descriptions write them. This is the one place
 * where an entry that suspends (`WebAssembly.Suspending`, JSPI) would be wrapped; it then has to be called through a
 * `WebAssembly.promising` export.
 */
export type EntryInstaller = (entries: readonly TypedFunction[]) => FunctionPointer[];

/** What the entries of one registered VFS share. */
export interface EntryContext {
  readonly heap: Heap;
  readonly vfs: Vfs;
  /** Whether a parameter of the URI that a file is opened by says yes. */
  readonly isUriSwitchOn: (filename: CString, name: string) => boolean;
  /** Bytes of the longest path. */
  readonly mxPathname: number;
  /** Open files by the address of their `sqlite3_file`. */
  readonly files: Map<FilePointer, VfsFile>;
  /** Paths of files to delete when they are closed. */
  readonly deleteOnClose: Map<FilePointer, string>;
  readonly failures: FailureRecord;
}
