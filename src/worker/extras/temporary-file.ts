import { type SyncAccessHandle, storageFailure } from "../../vfs/index.js";

const LOCK_PREFIX = "web-sqlite-v2 temporary ";

/**
 * A file of the Origin Private File System that is written from its beginning to its end and lasts as long as an export or
 * import. A Web Lock says that somebody needs it: what dead workers have left is removed when the next one is made.
 */
export class TemporaryFile {
  /** Absolute. */
  readonly path: string;
  readonly #folder: FileSystemDirectoryHandle;
  readonly #name: string;
  readonly #handle: SyncAccessHandle;
  readonly #unlock: () => void;
  #size = 0;
  #isOpen = true;

  private constructor(
    path: string,
    folder: FileSystemDirectoryHandle,
    name: string,
    handle: SyncAccessHandle,
    unlock: () => void,
  ) {
    this.path = path;
    this.#folder = folder;
    this.#name = name;
    this.#handle = handle;
    this.#unlock = unlock;
  }

  /**
   * Makes a file with a name of its own.
   *
   * @param folderPath - from the root; made where it is missing
   * @param prefix - begins the name; files with it that nobody needs are removed
   * @throws StorageError
   */
  static async create(folderPath: readonly string[], prefix: string): Promise<TemporaryFile> {
    const name = prefix + crypto.randomUUID();
    const unlock = await lock(name);
    try {
      let folder = await navigator.storage.getDirectory();
      for (const part of folderPath) folder = await folder.getDirectoryHandle(part, { create: true });
      await sweep(folder, prefix);
      const file = await folder.getFileHandle(name, { create: true });
      const handle = await file.createSyncAccessHandle();
      return new TemporaryFile(`/${[...folderPath, name].join("/")}`, folder, name, handle, unlock);
    } catch (error) {
      unlock();
      throw storageFailure(error, "making a temporary file");
    }
  }

  /** Bytes written. */
  get size(): number {
    return this.#size;
  }

  /** Adds bytes at the end. @throws StorageError `quota` */
  write(bytes: Uint8Array<ArrayBuffer>): void {
    try {
      for (let done = 0; done < bytes.length; ) {
        const count = this.#handle.write(bytes.subarray(done), { at: this.#size + done });
        // Firefox says in no other way that the quota is used up.
        if (count === 0) throw new DOMException("nothing could be written", "QuotaExceededError");
        done += count;
      }
      this.#size += bytes.length;
    } catch (error) {
      throw storageFailure(error, "writing a temporary file");
    }
  }

  /** Reads `length` bytes. @throws StorageError `lost` where they are not there */
  read(offset: number, length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    try {
      const count = this.#handle.read(bytes, { at: offset });
      if (count < length) throw new DOMException("the file is shorter than it was", "InvalidStateError");
      return bytes;
    } catch (error) {
      throw storageFailure(error, "reading a temporary file");
    }
  }

  /** Makes what was written survive a power loss. */
  flush(): void {
    try {
      this.#handle.flush();
    } catch (error) {
      throw storageFailure(error, "flushing a temporary file");
    }
  }

  /** Gives the file's handle up, so that others can open the file. Doing it twice does nothing. */
  close(): void {
    if (this.#isOpen) this.#handle.close();
    this.#isOpen = false;
  }

  /** Removes the file. Doing it twice does nothing. */
  async remove(): Promise<void> {
    this.close();
    // What cannot be removed now is swept away when the next one is made.
    await this.#folder.removeEntry(this.#name).catch(() => {});
    this.#unlock();
  }
}

function lock(name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const hold = () => new Promise<void>((release) => resolve(release));
    navigator.locks.request(LOCK_PREFIX + name, hold).catch(reject);
  });
}

async function sweep(folder: FileSystemDirectoryHandle, prefix: string): Promise<void> {
  const left: string[] = [];
  for await (const name of folder.keys()) if (name.startsWith(prefix)) left.push(name);
  // Asked after the listing: what has been made since then is not in it.
  const { held = [] } = await navigator.locks.query();
  const needed = new Set(held.map(({ name }) => name));
  const removable = left.filter((name) => !needed.has(LOCK_PREFIX + name));
  await Promise.all(removable.map((name) => folder.removeEntry(name).catch(() => {})));
}
