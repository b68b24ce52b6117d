import { FileRole } from "../layout/index.js";
import { isHeld, isMissing, type Place } from "./folders.js";

const FIRST_DELAY = 4;
const LONGEST_DELAY = 64;
/** Milliseconds to wait for whoever holds a file without being a connection: an import, or a handle that still closes. */
const HANDLE_TIMEOUT = 2_000;

/**
 * Whether several handles may be open on one file. Where not, a connection has one only while it holds the database's
 * lock.
 * @see https://github.com/whatwg/fs/blob/main/proposals/MultipleReadersWriters.md
 */
export function canShareHandles(): boolean {
  const { FileSystemSyncAccessHandle: handles } = globalThis as {
    FileSystemSyncAccessHandle?: { prototype: object };
  };
  return handles !== undefined && "mode" in handles.prototype;
}

/** A file that SQLite's thread has open. */
export class StoredFile {
  readonly path: string;
  readonly role: FileRole;
  readonly #place: Place;
  #file: FileSystemFileHandle;
  #handle: FileSystemSyncAccessHandle | undefined;

  constructor(path: string, role: FileRole, place: Place, file: FileSystemFileHandle) {
    this.path = path;
    this.role = role;
    this.#place = place;
    this.#file = file;
  }

  /** Synchronous access to the bytes; `undefined` while the handle is given up. */
  get handle(): FileSystemSyncAccessHandle | undefined {
    return this.#handle;
  }

  /**
   * Opens the handle if it is not open, waiting a while for one that is held elsewhere. A journal that somebody has
   * removed, because it was empty, is made again.
   * @throws DOMException `NoModificationAllowedError` when the handle is still held; `NotFoundError`
   */
  async access(): Promise<FileSystemSyncAccessHandle> {
    const deadline = performance.now() + HANDLE_TIMEOUT;
    for (let delay = FIRST_DELAY; this.#handle === undefined; delay = Math.min(delay * 2, LONGEST_DELAY)) {
      try {
        this.#handle = await this.#file.createSyncAccessHandle({ mode: "readwrite-unsafe" });
      } catch (error) {
        if (this.role === FileRole.JOURNAL && isMissing(error)) {
          this.#file = await this.#place.folder.getFileHandle(this.#place.name, { create: true });
          continue;
        }
        if (!isHeld(error) || performance.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
    return this.#handle;
  }

  /** Gives the handle up. */
  release(): void {
    this.#handle?.close();
    this.#handle = undefined;
  }

  /** Bytes of the file, also without a handle; of a journal that is gone, 0. */
  async size(): Promise<number> {
    if (this.#handle !== undefined) return this.#handle.getSize();
    try {
      return (await this.#file.getFile()).size;
    } catch (error) {
      if (this.role === FileRole.JOURNAL && isMissing(error)) return 0;
      throw error;
    }
  }

  /** Reads without a handle. */
  async bytes(start: number, end: number): Promise<Uint8Array> {
    const file = await this.#file.getFile();
    return new Uint8Array(await file.slice(start, end).arrayBuffer());
  }

  /** Removes the file from its folder, unless it is open in another thread. */
  async remove(): Promise<void> {
    this.release();
    try {
      await this.#place.folder.removeEntry(this.#place.name);
    } catch (error) {
      if (!isHeld(error) && !isMissing(error)) throw error;
    }
  }
}
