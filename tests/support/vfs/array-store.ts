import type { ByteStore } from "../../../src/vfs/gather/gathered-file.js";

/** A store over a plain array that counts calls, notes flushed contents, and can be full or fail to flush. */
export class ArrayStore implements ByteStore {
  bytes = new Uint8Array();
  flushed = new Uint8Array();
  calls: string[] = [];
  capacity = Number.POSITIVE_INFINITY;
  failsToFlush = false;

  read(target: Uint8Array, offset: number): number {
    this.calls.push(`read ${offset}+${target.length}`);
    const part = this.bytes.subarray(offset, offset + target.length);
    target.set(part);
    return part.length;
  }

  write(source: Uint8Array, offset: number): void {
    this.calls.push(`write ${offset}+${source.length}`);
    const end = offset + source.length;
    if (end > this.capacity) throw new Error("full");
    if (end > this.bytes.length) this.#resize(end);
    this.bytes.set(source, offset);
  }

  truncate(size: number): void {
    this.calls.push(`truncate ${size}`);
    this.#resize(size);
  }

  size(): number {
    return this.bytes.length;
  }

  flush(): void {
    this.calls.push("flush");
    if (this.failsToFlush) throw new Error("broken");
    this.flushed = this.bytes.slice();
  }

  #resize(size: number): void {
    const resized = new Uint8Array(size);
    resized.set(this.bytes.subarray(0, size));
    this.bytes = resized;
  }
}
