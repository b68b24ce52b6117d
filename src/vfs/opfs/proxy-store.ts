import { StorageError } from "../../base/index.js";
import type { ByteStore } from "../gather/gathered-file.js";
import { BLOCK_SIZE, type BlockCache } from "./block-cache.js";
import { Operation } from "./layout/index.js";
import type { OperationRunner } from "./operation-runner.js";

/**
 * The stored bytes of one file, reached through the proxy. Size and, for databases, the latest blocks are remembered:
 * they cannot change while this thread holds the file's lock.
 */
export class ProxyStore implements ByteStore {
  readonly #runner: OperationRunner;
  readonly #number: number;
  readonly #cache: BlockCache | undefined;
  #size: number | undefined;

  /** @param number - of the open file */
  constructor(runner: OperationRunner, number: number, cache?: BlockCache) {
    this.#runner = runner;
    this.#number = number;
    this.#cache = cache;
  }

  /** Forgets what others may have changed. @param size - bytes of the file, where they are known */
  refresh(size?: number): void {
    this.#size = size;
    this.#cache?.clear();
  }

  read(target: Uint8Array<ArrayBuffer>, offset: number): number {
    if (this.#cache === undefined) return this.#fetch(target, offset);
    const count = Math.max(0, Math.min(target.length, this.size() - offset));
    let done = 0;
    while (done < count) {
      const position = offset + done;
      const blockEnd = (Math.floor(position / BLOCK_SIZE) + 1) * BLOCK_SIZE;
      const isWhole = done === 0 && offset + count <= blockEnd;
      const part = isWhole ? target : target.subarray(done, Math.min(count, done + blockEnd - position));
      const copied = this.#cache.read(part, position);
      if (copied >= 0) done += Math.min(copied, count - done);
      if (copied === 0) return done;
      if (copied < 0 && !this.#fetchBlocks(position, offset + count)) return done;
    }
    return done;
  }

  write(source: Uint8Array<ArrayBuffer>, offset: number): void {
    let size = this.size();
    try {
      for (let done = 0; done < source.length; ) {
        const part = source.subarray(done, done + this.#runner.io.length);
        this.#put(part, offset + done);
        this.#cache?.write(part, offset + done, size);
        done += part.length;
        size = Math.max(size, offset + done);
      }
      this.#size = size;
    } catch (error) {
      // How much has been written is not known.
      this.refresh();
      throw error;
    }
  }

  truncate(size: number): void {
    this.#size = undefined;
    this.#cache?.clear();
    this.#runner.run(Operation.TRUNCATE, this.#number, size);
    this.#size = size;
  }

  size(): number {
    if (this.#size === undefined) {
      this.#runner.run(Operation.SIZE, this.#number);
      this.#size = this.#runner.numbers[0] as number;
    }
    return this.#size;
  }

  flush(): void {
    this.#runner.run(Operation.FLUSH, this.#number);
  }

  #put(bytes: Uint8Array<ArrayBuffer>, offset: number): void {
    this.#runner.io.set(bytes);
    this.#runner.run(Operation.WRITE, this.#number, offset, bytes.length);
    const written = this.#runner.numbers[0];
    if (written === bytes.length) return;
    throw new StorageError("quota", `only ${written} of ${bytes.length} bytes were written`);
  }

  #fetch(target: Uint8Array<ArrayBuffer>, offset: number): number {
    const { io } = this.#runner;
    let done = 0;
    while (done < target.length) {
      const length = Math.min(target.length - done, io.length);
      this.#runner.run(Operation.READ, this.#number, offset + done, length);
      const count = this.#runner.numbers[0] as number;
      target.set(io.subarray(0, count), done);
      done += count;
      if (count < length) break;
    }
    return done;
  }

  /** Fetches the block at `offset`, and those after it that are missing too, up to `end`. Returns whether any came. */
  #fetchBlocks(offset: number, end: number): boolean {
    const { io } = this.#runner;
    const cache = this.#cache as BlockCache;
    const first = Math.floor(offset / BLOCK_SIZE);
    let count = 1;
    while ((first + count) * BLOCK_SIZE < end && (count + 1) * BLOCK_SIZE <= io.length) {
      if (cache.has(first + count)) break;
      count++;
    }
    this.#runner.run(Operation.READ, this.#number, first * BLOCK_SIZE, count * BLOCK_SIZE);
    const bytes = this.#runner.numbers[0] as number;
    for (let start = 0; start < bytes; start += BLOCK_SIZE) {
      cache.put(first + start / BLOCK_SIZE, io.subarray(start, Math.min(start + BLOCK_SIZE, bytes)));
    }
    return bytes > 0;
  }
}
