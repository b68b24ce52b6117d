import type { AccessPosition, SyncAccessHandle } from "../../../src/vfs/index.js";
import type { MemoryFile } from "./memory-storage.js";

/** Access to a file in memory. @see https://fs.spec.whatwg.org/#api-filesystemsyncaccesshandle */
export class MemoryAccessHandle implements SyncAccessHandle {
  readonly #file: MemoryFile;
  #isClosed = false;

  constructor(file: MemoryFile) {
    this.#file = file;
  }

  read(target: Uint8Array<ArrayBuffer>, { at }: AccessPosition): number {
    this.#begin("read");
    const bytes = this.#file.bytes.subarray(at, at + target.length);
    target.set(bytes);
    return bytes.length;
  }

  write(source: Uint8Array<ArrayBuffer>, { at }: AccessPosition): number {
    this.#begin("write");
    const { storage, bytes } = this.#file;
    const fitting = storage.takesWhatFits ? Math.max(0, bytes.length - at + storage.room) : source.length;
    const taken = source.subarray(0, Math.min(storage.longestWrite, fitting));
    if (taken.length === 0) return 0;
    this.#grow(at + taken.length);
    this.#file.bytes.set(taken, at);
    return taken.length;
  }

  truncate(size: number): void {
    this.#begin("truncate");
    if (size < this.#file.bytes.length) this.#file.bytes = this.#file.bytes.slice(0, size);
    else this.#grow(size);
  }

  getSize(): number {
    this.#begin("getSize");
    return this.#file.bytes.length;
  }

  flush(): void {
    this.#begin("flush");
    this.#file.flushedBytes = this.#file.bytes.slice();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#file.handle = undefined;
  }

  #begin(operation: string): void {
    if (this.#isClosed) throw new DOMException("the handle is closed", "InvalidStateError");
    this.#file.storage.beforeOperation(operation, this.#file.name);
  }

  #grow(size: number): void {
    const { bytes } = this.#file;
    if (size <= bytes.length) return;
    this.#file.storage.requireRoom(size - bytes.length);
    // Room to spare: databases grow page by page.
    const { buffer } = bytes;
    const capacity = size <= buffer.byteLength ? buffer : new ArrayBuffer(size * 2);
    if (capacity !== buffer) new Uint8Array(capacity).set(bytes);
    else new Uint8Array(buffer).fill(0, bytes.length, size);
    this.#file.bytes = new Uint8Array(capacity, 0, size);
  }
}
