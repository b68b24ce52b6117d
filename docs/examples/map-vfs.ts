import type { Sqlite3 } from "../../src/sqlite3/index.js";

/** A file: its bytes, and the lock level of each connection that has it open. */
interface MapFile {
  bytes: Uint8Array;
  readonly locks: Map<number, number>;
}

const LOCK = { SHARED: 1, RESERVED: 2, PENDING: 3, EXCLUSIVE: 4 };
const OPEN_CREATE = 0x4;
const OPEN_DELETEONCLOSE = 0x8;
const OK = 0;
const BUSY = 5;
const NOTFOUND = 12;
const CANTOPEN = 14;
const IOERR_SHORT_READ = 522;
const IOERR_DELETE_NOENT = 5898;

/**
 * A VFS that keeps its files in a JavaScript `Map`, written against the structs of SQLite's C API.
 *
 * @returns the files by their names
 * @see https://www.sqlite.org/vfs.html
 */
export function installMapVfs(sqlite3: Sqlite3, name: string): Map<string, MapFile> {
  const { capi, wasm, vfs } = sqlite3;
  const files = new Map<string, MapFile>();
  /** Open files by the address of their `sqlite3_file`. */
  const open = new Map<number, { readonly file: MapFile; readonly deleteAs: string | undefined }>();
  const at = (pFile: number): MapFile => {
    const found = open.get(pFile);
    if (found === undefined) throw new Error(`no file is open at ${pFile}`);
    return found.file;
  };
  const text = (pointer: number): string => wasm.cstrToJs(pointer) ?? "";

  const ioMethods = new capi.sqlite3_io_methods();
  ioMethods.$iVersion = 1;
  const io = {
    xClose(pFile: number): number {
      const closed = open.get(pFile);
      closed?.file.locks.delete(pFile);
      open.delete(pFile);
      if (closed?.deleteAs !== undefined) files.delete(closed.deleteAs);
      return OK;
    },
    xRead(pFile: number, target: number, count: number, offset: bigint): number {
      const found = at(pFile).bytes.subarray(Number(offset), Number(offset) + count);
      const heap = wasm.heap8u();
      heap.fill(0, target + found.length, target + count);
      heap.set(found, target);
      return found.length < count ? IOERR_SHORT_READ : OK;
    },
    xWrite(pFile: number, source: number, count: number, offset: bigint): number {
      const file = at(pFile);
      const end = Number(offset) + count;
      if (end > file.bytes.length) file.bytes = resized(file.bytes, end);
      file.bytes.set(wasm.heap8u().subarray(source, source + count), Number(offset));
      return OK;
    },
    xTruncate(pFile: number, size: bigint): number {
      const file = at(pFile);
      file.bytes = resized(file.bytes, Number(size));
      return OK;
    },
    xSync: (): number => OK,
    xFileSize(pFile: number, sizeOut: number): number {
      wasm.poke(sizeOut, at(pFile).bytes.length, "i64");
      return OK;
    },
    xLock(pFile: number, level: number): number {
      const { locks } = at(pFile);
      const others = Math.max(0, ...[...locks].map(([owner, held]) => (owner === pFile ? 0 : held)));
      if (level === LOCK.EXCLUSIVE && others > 0) {
        // Readers may finish, new ones must wait.
        if (others < LOCK.RESERVED) locks.set(pFile, LOCK.PENDING);
        return BUSY;
      }
      if (others >= (level === LOCK.SHARED ? LOCK.PENDING : LOCK.RESERVED)) return BUSY;
      locks.set(pFile, Math.max(level, locks.get(pFile) ?? 0));
      return OK;
    },
    xUnlock(pFile: number, level: number): number {
      at(pFile).locks.set(pFile, level);
      return OK;
    },
    xCheckReservedLock(pFile: number, resultOut: number): number {
      wasm.poke32(resultOut, [...at(pFile).locks.values()].some((held) => held >= LOCK.RESERVED) ? 1 : 0);
      return OK;
    },
    xFileControl: (): number => NOTFOUND,
    xSectorSize: (): number => 4096,
    xDeviceCharacteristics: (): number => 0,
  };

  const struct = new capi.sqlite3_vfs();
  struct.$iVersion = 1;
  struct.$szOsFile = capi.sqlite3_file.structInfo.sizeof;
  struct.$mxPathname = 1024;
  // Random bytes and the time are the same everywhere: SQLite's own functions know them.
  const own = new capi.sqlite3_vfs(wasm.exports.sqlite3_vfs_find(0));
  struct.$xRandomness = own.$xRandomness;
  struct.$xSleep = own.$xSleep;
  struct.$xCurrentTime = own.$xCurrentTime;
  own.dispose();
  const methods = {
    xOpen(_vfs: number, path: number, pFile: number, flags: number, flagsOut: number): number {
      // A file without a name is temporary.
      const key = path === 0 ? `temporary ${crypto.randomUUID()}` : text(path);
      const isTemporary = path === 0 || (flags & OPEN_DELETEONCLOSE) !== 0;
      const file = files.get(key) ?? { bytes: new Uint8Array(0), locks: new Map() };
      wasm.pokePtr(pFile, 0);
      if (!files.has(key) && path !== 0 && (flags & OPEN_CREATE) === 0) return CANTOPEN;
      files.set(key, file);
      open.set(pFile, { file, deleteAs: isTemporary ? key : undefined });
      wasm.pokePtr(pFile, ioMethods.pointer ?? 0);
      if (flagsOut !== 0) wasm.poke32(flagsOut, flags);
      return OK;
    },
    xDelete: (_vfs: number, path: number): number => (files.delete(text(path)) ? OK : IOERR_DELETE_NOENT),
    xAccess(_vfs: number, path: number, _flags: number, resultOut: number): number {
      wasm.poke32(resultOut, files.has(text(path)) ? 1 : 0);
      return OK;
    },
    xFullPathname(_vfs: number, path: number, capacity: number, target: number): number {
      return wasm.cstrncpy(target, path, capacity) > 0 ? OK : CANTOPEN;
    },
    xGetLastError: (): number => OK,
  };
  vfs.installVfs({ io: { struct: ioMethods, methods: io }, vfs: { struct, methods, name } });
  return files;
}

/** The same bytes, cut off or followed by zeros. */
function resized(bytes: Uint8Array, size: number): Uint8Array {
  const copy = new Uint8Array(size);
  copy.set(bytes.subarray(0, size));
  return copy;
}
