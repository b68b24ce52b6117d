import { ResultCode } from "../base/index.js";
import { type Capi, ownSqliteError, sqliteError, type VfsPointer } from "../capi/index.js";
import type { CString } from "../wasm/index.js";
import type { EntryContext, EntryInstaller } from "./entries.js";
import { FailureRecord } from "./failure-record.js";
import { createFileEntries } from "./file-entries.js";
import { StructBlock } from "./struct-block.js";
import { SQLITE3_FILE_SIZE, SQLITE3_IO_METHODS, SQLITE3_VFS } from "./struct-layouts.js";
import type { Vfs } from "./vfs.js";
import { createVfsEntries } from "./vfs-entries.js";

/** How a VFS is registered. */
export interface RegisterVfsOptions {
  /** Makes it the VFS of connections that name none; default `false`. */
  readonly makeDefault?: boolean;
  /** Puts the functions into the function table; default the capi's own table. */
  readonly install?: EntryInstaller;
}

/** A VFS that SQLite knows. */
export interface RegisteredVfs {
  readonly name: string;
  /** The `sqlite3_vfs*`. */
  readonly pointer: VfsPointer;
  /** Files that SQLite has open in it. */
  readonly openFileCount: number;
  /**
   * Hands over what the latest failing method threw, and forgets it: the cause of the error that SQLite reports.
   *
   * @param resultCode - the code that SQLite reported; a failure that ended in another primary code is not its cause
   * @returns `undefined` where there is none
   */
  takeLastError(resultCode?: number): unknown;
  /**
   * Takes the VFS out of SQLite and frees its memory and function table entries. Doing it twice does nothing.
   * @throws SqliteError `SQLITE_BUSY` while files are open
   */
  unregister(): void;
}

const DEFAULT_MAX_PATHNAME = 1023;

/**
 * Makes a VFS known to SQLite. Nothing else in this room touches pointers: C structs and strings, the open files by
 * their address, and result codes stay behind this function.
 *
 * @throws RangeError when a VFS of that name is registered already; SqliteError when SQLite refuses
 * @see https://www.sqlite.org/c3ref/vfs_find.html
 */
export function registerVfs(capi: Capi, vfs: Vfs, options: RegisterVfsOptions = {}): RegisteredVfs {
  if (isRegistered(capi, vfs.name)) throw new RangeError(`a VFS named ${vfs.name} is already registered`);
  const install: EntryInstaller = options.install ?? ((entries) => capi.functionTable.installAll(entries));
  const context: EntryContext = {
    heap: capi.heap,
    vfs,
    mxPathname: vfs.mxPathname ?? DEFAULT_MAX_PATHNAME,
    isUriSwitchOn: (filename, name) => isUriSwitchOn(capi, filename, name),
    files: new Map(),
    deleteOnClose: new Map(),
    failures: new FailureRecord(),
  };

  const ioMethods = new StructBlock<"sqlite3_io_methods">(capi, SQLITE3_IO_METHODS);
  const block = new StructBlock<"sqlite3_vfs">(capi, SQLITE3_VFS);
  const free = (): void => {
    block.free();
    ioMethods.free();
  };
  try {
    ioMethods.setNumber("iVersion", 1);
    ioMethods.setFunctions(createFileEntries(context), install);
    block.setNumber("iVersion", 2);
    block.setNumber("szOsFile", SQLITE3_FILE_SIZE);
    block.setNumber("mxPathname", context.mxPathname);
    block.setString("zName", vfs.name);
    block.setFunctions(createVfsEntries(context, ioMethods.pointer), install);
    const code = capi.sqlite3_vfs_register(block.pointer, options.makeDefault === true ? 1 : 0);
    if (code !== ResultCode.SQLITE_OK) throw sqliteError(capi, code, 0);
  } catch (error) {
    free();
    throw error;
  }

  let registered = true;
  return {
    name: vfs.name,
    pointer: block.pointer,
    get openFileCount() {
      return context.files.size;
    },
    takeLastError: (resultCode) => context.failures.take(resultCode),
    unregister() {
      if (!registered) return;
      if (context.files.size > 0) {
        const message = `${context.files.size} files are still open in the VFS ${vfs.name}`;
        throw ownSqliteError(capi, ResultCode.SQLITE_BUSY, message);
      }
      registered = false;
      capi.sqlite3_vfs_unregister(block.pointer);
      free();
    },
  };
}

function isUriSwitchOn(capi: Capi, filename: CString, name: string): boolean {
  const cName = capi.allocator.allocCString(name);
  const isOn = capi.sqlite3_uri_boolean(filename, cName, 0) !== 0;
  capi.allocator.free(cName);
  return isOn;
}

function isRegistered(capi: Capi, name: string): boolean {
  const cName = capi.allocator.allocCString(name);
  const found = capi.sqlite3_vfs_find(cName) !== 0;
  capi.allocator.free(cName);
  return found;
}
