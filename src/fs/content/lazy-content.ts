import { Errno, FsError } from "../../base/index.js";
import type { FileContent } from "./file-content.js";

/**
 * Read-only bytes that are loaded when somebody first asks for them or for their number. A failed load is `EIO` and is
 * tried again next time.
 */
export class LazyContent implements FileContent {
  readonly readOnly = true;
  readonly #load: () => Uint8Array;
  #bytes: Uint8Array | undefined;

  /** @param load - gives the bytes, which must not change afterwards */
  constructor(load: () => Uint8Array) {
    this.#load = load;
  }

  get size(): number {
    return this.#loaded().length;
  }

  get storedBytes(): number {
    return this.#bytes?.length ?? 0;
  }

  read(target: Uint8Array, offset: number, length: number, position: number): number {
    const bytes = this.#loaded();
    const count = Math.min(length, bytes.length - position);
    if (count <= 0) return 0;
    target.set(bytes.subarray(position, position + count), offset);
    return count;
  }

  write(): void {
    throw new FsError(Errno.EPERM, "a lazy file is read-only");
  }

  truncate(): void {
    throw new FsError(Errno.EPERM, "a lazy file is read-only");
  }

  #loaded(): Uint8Array {
    if (this.#bytes === undefined) {
      try {
        this.#bytes = this.#load();
      } catch (error) {
        throw new FsError(Errno.EIO, "loading a lazy file failed", { cause: error });
      }
    }
    return this.#bytes;
  }
}
