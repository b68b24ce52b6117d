import { ResultCode, StorageError, utf8Length } from "../base/index.js";
import type { FilePointer, VfsPointer } from "../capi/index.js";
import { type CString, NULL, type Pointer, readCString, writeCString } from "../wasm/index.js";
import { absolutePath } from "./absolute-path.js";
import { OpenFlag } from "./constants.js";
import type { Entries, EntryContext } from "./entries.js";
import { createSleep, fillRandom } from "./platform.js";

const { SQLITE_OK } = ResultCode;
/** Bytes of `-journal`, which SQLite appends to a database's name. */
const JOURNAL_SUFFIX_LENGTH = 8;
const MILLISECONDS_PER_DAY = 86_400_000;
/** 1970-01-01 00:00 UTC as a Julian day number. */
const UNIX_EPOCH_JULIAN_DAY = 2_440_587.5;

/**
 * The functions of `sqlite3_vfs` over one VFS, with defaults for what it leaves out.
 *
 * @param ioMethods - the `sqlite3_io_methods` that open files get
 * @see https://www.sqlite.org/c3ref/vfs.html
 */
export function createVfsEntries(context: EntryContext, ioMethods: Pointer): Entries {
  const { heap, vfs, mxPathname, isUriSwitchOn, files, deleteOnClose, failures } = context;
  const sleep = createSleep();
  const now = () => vfs.xCurrentTime?.() ?? Date.now();
  const readPath = (path: CString): string => readCString(heap, path) ?? "";
  return {
    xOpen(_vfs: VfsPointer, path: CString, pointer: FilePointer, flags: number, flagsOut: Pointer): number {
      // SQLite calls xClose only where pMethods is set, its first and only member.
      heap.pokePointer(pointer, NULL);
      try {
        const name = readCString(heap, path);
        // Without that flag nothing follows the name in memory.
        const isOn = (flags & OpenFlag.URI) === 0 ? undefined : (key: string) => isUriSwitchOn(path, key);
        const file = vfs.xOpen(name, flags, isOn);
        files.set(pointer, file);
        if (name !== null && (flags & OpenFlag.DELETEONCLOSE) !== 0) deleteOnClose.set(pointer, name);
        if (flagsOut !== 0) heap.i32[flagsOut >>> 2] = file.openFlags ?? flags;
        heap.pokePointer(pointer, ioMethods);
        return SQLITE_OK;
      } catch (error) {
        return failures.record(error, ResultCode.SQLITE_CANTOPEN);
      }
    },
    xDelete(_vfs: VfsPointer, path: CString, syncDirectory: number): number {
      try {
        const deleted = vfs.xDelete(readPath(path), syncDirectory !== 0);
        return deleted ? SQLITE_OK : ResultCode.SQLITE_IOERR_DELETE_NOENT;
      } catch (error) {
        return failures.record(error, ResultCode.SQLITE_IOERR_DELETE);
      }
    },
    xAccess(_vfs: VfsPointer, path: CString, flags: number, resultOut: Pointer): number {
      try {
        heap.i32[resultOut >>> 2] = vfs.xAccess(readPath(path), flags) ? 1 : 0;
        return SQLITE_OK;
      } catch (error) {
        return failures.record(error, ResultCode.SQLITE_IOERR_ACCESS);
      }
    },
    xFullPathname(_vfs: VfsPointer, path: CString, capacity: number, target: Pointer): number {
      try {
        const name = readPath(path);
        const fullName = vfs.xFullPathname?.(name) ?? absolutePath(name);
        const limit = mxPathname - JOURNAL_SUFFIX_LENGTH;
        if (utf8Length(fullName) > limit) {
          const message = `the database name is longer than ${limit} bytes: ${fullName}`;
          throw new StorageError("invalid-name", message);
        }
        writeCString(heap, fullName, target, capacity);
        return SQLITE_OK;
      } catch (error) {
        return failures.record(error, ResultCode.SQLITE_CANTOPEN_FULLPATH);
      }
    },
    xRandomness(_vfs: VfsPointer, length: number, target: Pointer): number {
      try {
        const bytes = heap.bytes(target, length);
        if (vfs.xRandomness === undefined) fillRandom(bytes);
        else vfs.xRandomness(bytes);
        return length;
      } catch (error) {
        failures.record(error, ResultCode.SQLITE_ERROR);
        return 0;
      }
    },
    xSleep(_vfs: VfsPointer, microseconds: number): number {
      try {
        return vfs.xSleep?.(microseconds) ?? sleep(microseconds);
      } catch (error) {
        failures.record(error, ResultCode.SQLITE_ERROR);
        return 0;
      }
    },
    xCurrentTime(_vfs: VfsPointer, dayOut: Pointer): number {
      try {
        heap.view.setFloat64(dayOut, UNIX_EPOCH_JULIAN_DAY + now() / MILLISECONDS_PER_DAY, true);
        return SQLITE_OK;
      } catch (error) {
        return failures.record(error, ResultCode.SQLITE_ERROR);
      }
    },
    xCurrentTimeInt64(_vfs: VfsPointer, millisecondsOut: Pointer): number {
      try {
        const milliseconds = UNIX_EPOCH_JULIAN_DAY * MILLISECONDS_PER_DAY + Math.floor(now());
        heap.pokeI64(millisecondsOut, BigInt(milliseconds));
        return SQLITE_OK;
      } catch (error) {
        return failures.record(error, ResultCode.SQLITE_ERROR);
      }
    },
    xGetLastError(_vfs: VfsPointer, capacity: number, target: Pointer): number {
      if (capacity > 0) writeCString(heap, failures.message, target, capacity);
      return failures.resultCode;
    },
  };
}
