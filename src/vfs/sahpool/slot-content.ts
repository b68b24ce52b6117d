import type { ByteStore } from "../gather/index.js";
import { storageFailure } from "../storage-failure.js";
import type { SyncAccessHandle } from "../sync-access-handle.js";
import { DATA_OFFSET } from "./header.js";
import { writeAll } from "./write-all.js";

/**
 * The data of one pool file as it is stored, behind the header. SQLite's writes come here gathered.
 *
 * The position object is reused: a read or write allocates nothing.
 */
export class SlotContent implements ByteStore {
  readonly #handle: SyncAccessHandle;
  readonly #position = { at: 0 };

  constructor(handle: SyncAccessHandle) {
    this.#handle = handle;
  }

  /** Reads from `offset`; returns bytes read. */
  read(target: Uint8Array<ArrayBuffer>, offset: number): number {
    this.#position.at = DATA_OFFSET + offset;
    try {
      return this.#handle.read(target, this.#position);
    } catch (error) {
      throw storageFailure(error, "reading a pool file");
    }
  }

  /** Writes all of `source` at `offset`. @throws StorageError `quota` where there is no room for all of it */
  write(source: Uint8Array<ArrayBuffer>, offset: number): void {
    this.#position.at = DATA_OFFSET + offset;
    try {
      writeAll(this.#handle, source, this.#position);
    } catch (error) {
      throw storageFailure(error, "writing a pool file");
    }
  }

  /** Sets the size in bytes. */
  truncate(size: number): void {
    try {
      this.#handle.truncate(DATA_OFFSET + size);
    } catch (error) {
      throw storageFailure(error, "changing the size of a pool file");
    }
  }

  /** Size in bytes. */
  size(): number {
    try {
      return Math.max(0, this.#handle.getSize() - DATA_OFFSET);
    } catch (error) {
      throw storageFailure(error, "measuring a pool file");
    }
  }

  /** Makes everything survive a power loss. */
  flush(): void {
    try {
      this.#handle.flush();
    } catch (error) {
      throw storageFailure(error, "flushing a pool file");
    }
  }
}
