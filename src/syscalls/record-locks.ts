import { Errno, FsError } from "../base/index.js";
import type { FileSystem, Stream } from "../fs/index.js";
import { FlockLayout, LockType } from "./flock-layout.js";
import type { GuestMemory } from "./guest-memory.js";

/** What `l_whence` counts from. */
const Whence = { SET: 0, CURRENT: 1, END: 2 } as const;

/**
 * Advisory record locks of POSIX, for a process that is alone: its own locks never stand in its way, so every valid lock
 * is granted and none is ever found.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html
 */
export class RecordLocks {
  readonly #fs: FileSystem;
  readonly #memory: GuestMemory;

  constructor(fs: FileSystem, memory: GuestMemory) {
    this.#fs = fs;
    this.#memory = memory;
  }

  /**
   * F_GETLK: stores that nothing stands in the way of the lock described.
   *
   * @param pointer - a `struct flock`
   * @throws FsError `EFAULT`, `EINVAL`, `EOVERFLOW`
   */
  find(stream: Stream, pointer: number): void {
    const address = this.#memory.range(pointer, FlockLayout.byteLength);
    if (this.#checkRange(stream, address) === LockType.UNLOCK) throw new FsError(Errno.EINVAL, "l_type");
    this.#memory.heap.view.setInt16(address + FlockLayout.type, LockType.UNLOCK, true);
  }

  /**
   * F_SETLK and F_SETLKW: grants the lock described.
   *
   * @param pointer - a `struct flock`
   * @throws FsError `EFAULT`, `EINVAL`, `EOVERFLOW`; `EBADF` where the descriptor is not open for what the lock protects
   */
  set(stream: Stream, pointer: number): void {
    const type = this.#checkRange(stream, this.#memory.range(pointer, FlockLayout.byteLength));
    if ((type === LockType.READ && !stream.readable) || (type === LockType.WRITE && !stream.writable)) {
      throw new FsError(Errno.EBADF, `descriptor ${stream.fd}`);
    }
  }

  /** @returns `l_type`, once the bytes described are known to begin at or after the file's first */
  #checkRange(stream: Stream, address: number): number {
    const { view } = this.#memory.heap;
    const type = view.getInt16(address + FlockLayout.type, true);
    if (type < LockType.READ || type > LockType.UNLOCK) throw new FsError(Errno.EINVAL, "l_type");
    const whence = view.getInt16(address + FlockLayout.whence, true);
    const start = this.#origin(stream, whence) + this.#memory.peekInteger(address + FlockLayout.start);
    const length = this.#memory.peekInteger(address + FlockLayout.length);
    // A negative length means the bytes before the start.
    if (start < 0 || start + Math.min(length, 0) < 0) throw new FsError(Errno.EINVAL, "l_start");
    if (!Number.isSafeInteger(start + length)) throw new FsError(Errno.EOVERFLOW);
    return type;
  }

  #origin(stream: Stream, whence: number): number {
    if (whence === Whence.SET) return 0;
    if (whence === Whence.CURRENT) return this.#fs.llseek(stream, 0, Whence.CURRENT);
    if (whence === Whence.END) return this.#fs.fstat(stream.fd).size;
    throw new FsError(Errno.EINVAL, "l_whence");
  }
}
