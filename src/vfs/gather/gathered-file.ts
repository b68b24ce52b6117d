import { ResultCode } from "../../base/index.js";
import { resultCodeOf } from "../failure-record.js";
import { VfsError } from "../vfs-error.js";
import type { BufferPool } from "./buffer-pool.js";
import { ReadAhead } from "./read-ahead.js";
import { WriteRuns } from "./write-runs.js";

/** Where the bytes of a file are really kept. Every method throws where it fails. */
export interface ByteStore {
  /** @returns bytes read; fewer than `target.length` only at the end */
  read(target: Uint8Array<ArrayBuffer>, offset: number): number;
  /** Writes all of `source`. */
  write(source: Uint8Array<ArrayBuffer>, offset: number): void;
  truncate(size: number): void;
  size(): number;
  /** Makes everything survive a power loss. */
  flush(): void;
}

/**
 * A file that one thread owns alone: writes are gathered in memory until they are handed over, in order of their offsets
 * and neighbours in one call, since a write costs the call and not the bytes. Reads, size and truncation see gathered
 * bytes as if they were stored. Nothing is allocated per call but views.
 *
 * SQLite survives the loss or reordering of any write that no xSync has covered yet, so between two of them the order is
 * free; the order between files is kept by `HandOverGroup`.
 */
export class GatheredFile {
  readonly #store: ByteStore;
  readonly #runs: WriteRuns;
  readonly #readAhead: ReadAhead;
  readonly #write = (bytes: Uint8Array<ArrayBuffer>, offset: number): void => {
    this.#storedSize = undefined;
    try {
      this.#store.write(bytes, offset);
    } catch (cause) {
      // It shows late, in whichever method hands over, but it is still the write that failed.
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new VfsError(resultCodeOf(cause, ResultCode.SQLITE_IOERR_WRITE), message, { cause });
    }
  };
  /** Size of what is stored; `undefined` when it has to be asked for. */
  #storedSize: number | undefined;
  /** Something was stored since the last flush. */
  #needsFlush = true;
  /** The database that the file is, or belongs to; `undefined` for one that belongs to several. */
  readonly owner: string | undefined;

  constructor(store: ByteStore, pool: BufferPool, owner?: string) {
    this.owner = owner;
    this.#store = store;
    this.#runs = new WriteRuns(pool);
    this.#readAhead = new ReadAhead((target, offset) => store.read(target, offset));
  }

  /** Bytes gathered and not handed over. */
  get gatheredBytes(): number {
    return this.#runs.byteLength;
  }

  /** Reads up to `target.length` bytes; returns bytes read, fewer only at the end. */
  read(target: Uint8Array<ArrayBuffer>, offset: number): number {
    if (this.#runs.byteLength === 0) return this.#readAhead.read(target, offset);
    const gathered = this.#runs.read(target, offset);
    if (gathered === target.length) return gathered;
    const stored = offset < this.#stored() ? this.#readAhead.read(target, offset) : 0;
    const count = Math.max(0, Math.min(target.length, this.size() - offset));
    // Between the end of what is stored and gathered bytes further on there are zeros.
    if (stored < count) target.fill(0, stored, count);
    if (gathered > 0) this.#runs.read(target, offset);
    return count;
  }

  /** Gathers a write. */
  write(source: Uint8Array<ArrayBuffer>, offset: number): void {
    this.#runs.write(source, offset);
  }

  size(): number {
    return Math.max(this.#stored(), this.#runs.end);
  }

  /** Sets the size; what is cut off is neither gathered nor stored any more. */
  truncate(size: number): void {
    this.#runs.truncate(size);
    const stored = this.#stored();
    if (size < stored || size > this.size()) {
      this.#readAhead.forget();
      this.#needsFlush = true;
      this.#storedSize = undefined;
      this.#store.truncate(size);
    }
  }

  /**
   * Stores what has been gathered. When it fails, what was not stored stays gathered: SQLite rolls back over it.
   * @throws VfsError with the code of a failed write
   */
  handOver(): void {
    if (this.#runs.byteLength === 0) return;
    this.#readAhead.forget();
    this.#needsFlush = true;
    this.#runs.drain(this.#write);
  }

  /** Stores what has been gathered and makes everything survive a power loss. @throws as {@link handOver} */
  flush(): void {
    this.handOver();
    if (!this.#needsFlush) return;
    this.#store.flush();
    this.#needsFlush = false;
  }

  /** Forgets what has been gathered and remembered: what is stored has been changed by somebody else, on purpose. */
  discard(): void {
    this.#runs.clear();
    this.#readAhead.forget();
    this.#storedSize = undefined;
    this.#needsFlush = true;
  }

  #stored(): number {
    this.#storedSize ??= this.#store.size();
    return this.#storedSize;
  }
}
