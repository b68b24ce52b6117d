import type { LockLevel } from "./constants.js";

/**
 * One open file. Methods are named as in SQLite's `sqlite3_io_methods` and return plain values; a failure is thrown and
 * the facade turns it into the method's result code: a `VfsError` into its own code, a `StorageError` into the code of
 * its kind, anything else into the I/O error of the method that threw.
 *
 * Byte arrays are views of wasm memory, valid during the call only. Offsets and sizes are bytes, up to 2^53.
 *
 * @see https://www.sqlite.org/c3ref/io_methods.html
 */
export interface VfsFile {
  /** `SQLITE_OPEN_*` flags that the file was really opened with, where they differ from those asked for. */
  readonly openFlags?: number;
  /** Gives up locks and resources. The file is closed even when this throws. */
  xClose(): void;
  /**
   * Reads into `target` from `offset`.
   * @returns bytes read; where the file ends earlier the facade fills the rest with zeros
   */
  xRead(target: Uint8Array<ArrayBuffer>, offset: number): number;
  /** Writes all of `source` at `offset`, or throws. */
  xWrite(source: Uint8Array<ArrayBuffer>, offset: number): void;
  xTruncate(size: number): void;
  /** Makes everything written so far survive a power loss. `flags` are `SQLITE_SYNC_*`. */
  xSync(flags: number): void;
  xFileSize(): number;
  /**
   * Raises this connection's lock, never waiting.
   * @returns `false` where another connection is in the way, which SQLite sees as `SQLITE_BUSY`
   */
  xLock(level: LockLevel): boolean;
  /** Lowers this connection's lock to SHARED or NONE. */
  xUnlock(level: LockLevel): void;
  /** Whether any connection holds RESERVED or more. */
  xCheckReservedLock(): boolean;
  /**
   * Hears what SQLite announces, such as `SQLITE_FCNTL_COMMIT_PHASETWO`.
   * @returns whether the operation is known here; operations with output parameters are not passed on to C
   */
  xFileControl?(operation: number): boolean;
  /** Bytes that a torn write may damage around what it writes; default 4,096. Must not throw. */
  xSectorSize?(): number;
  /** `SQLITE_IOCAP_*` bits; default none. Must not throw. */
  xDeviceCharacteristics?(): number;
}

/**
 * Whether a parameter of the URI that a database is opened by says yes, as `delete-on-close=1` does.
 *
 * @see https://www.sqlite.org/c3ref/uri_boolean.html
 */
export type UriSwitch = (name: string) => boolean;

/**
 * A VFS in TypeScript: it sees strings, byte arrays and numbers, no pointers. `registerVfs` makes it known to SQLite.
 *
 * @see https://www.sqlite.org/c3ref/vfs.html
 */
export interface Vfs {
  /** Name that connections choose it by. */
  readonly name: string;
  /** Most bytes (UTF-8) of a path; default 1,023. */
  readonly mxPathname?: number;
  /**
   * Opens a file.
   *
   * @param path - absolute path as `xFullPathname` made it; `null` for a temporary file without a name, which is gone
   *   when it is closed
   * @param flags - `SQLITE_OPEN_*`: access, creation, and what the file is for
   * @param isOn - asks for parameters of the URI; to be called before this returns. Absent where there is no URI
   */
  xOpen(path: string | null, flags: number, isOn?: UriSwitch): VfsFile;
  /**
   * Deletes a file.
   *
   * @param syncDirectory - the deletion must survive a power loss before this returns
   * @returns `false` where there is no such file
   */
  xDelete(path: string, syncDirectory: boolean): boolean;
  /** Whether a file exists and allows what `flags` (`SQLITE_ACCESS_*`) ask. */
  xAccess(path: string, flags: number): boolean;
  /** The one path of all names of a file; default: an absolute POSIX path without `.`, `..` and double slashes. */
  xFullPathname?(path: string): string;
  /** Fills `target` with random bytes; default `crypto.getRandomValues`. */
  xRandomness?(target: Uint8Array<ArrayBuffer>): void;
  /** Waits. Takes microseconds and returns those that have passed. */
  xSleep?(microseconds: number): number;
  /** Milliseconds since 1970-01-01 UTC; default `Date.now()`. */
  xCurrentTime?(): number;
}
