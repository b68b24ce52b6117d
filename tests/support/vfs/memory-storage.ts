import type { StorageDirectory, StorageFile } from "../../../src/vfs/index.js";
import { MemoryAccessHandle } from "./memory-access-handle.js";

/** What one in-memory file system shares: its quota, and what its handles are made to do. */
export class MemoryStorage {
  /** Bytes that all files together may hold. */
  quota = Number.POSITIVE_INFINITY;
  /** Whether a write beyond the quota takes what fits, as in Firefox, where Chromium throws. */
  takesWhatFits = false;
  /** Most bytes that one write takes. */
  longestWrite = Number.POSITIVE_INFINITY;
  /** Called before each operation of a handle; what it throws, the operation throws. */
  beforeOperation: (operation: string, fileName: string) => void = () => {};
  readonly root: MemoryDirectory = new MemoryDirectory(this, "");

  /** Copies every file as it is now, unflushed bytes included: what another process would find after a crash. */
  copy(): MemoryStorage {
    const storage = new MemoryStorage();
    this.root.copyInto(storage.root);
    return storage;
  }

  /** Bytes that may still be stored. */
  get room(): number {
    return Math.max(0, this.quota - this.root.byteLength);
  }

  /** Throws when a file could not grow. */
  requireRoom(growth: number): void {
    if (growth > 0 && this.root.byteLength + growth > this.quota) {
      throw new DOMException("no space is left", "QuotaExceededError");
    }
  }
}

/** A file with its bytes; at most one handle has it. @see https://fs.spec.whatwg.org/#file-entry */
export class MemoryFile implements StorageFile {
  readonly kind = "file";
  readonly name: string;
  readonly storage: MemoryStorage;
  bytes = new Uint8Array(0);
  /** What a power loss leaves for sure: the bytes at the last flush. */
  flushedBytes = new Uint8Array(0);
  handle: MemoryAccessHandle | undefined;

  constructor(storage: MemoryStorage, name: string) {
    this.storage = storage;
    this.name = name;
  }

  async createSyncAccessHandle(): Promise<MemoryAccessHandle> {
    return this.open();
  }

  /** What {@link createSyncAccessHandle} does, at once. @throws DOMException */
  open(): MemoryAccessHandle {
    if (this.handle !== undefined) {
      throw new DOMException("another handle has the file", "NoModificationAllowedError");
    }
    this.handle = new MemoryAccessHandle(this);
    return this.handle;
  }
}

/** A folder. @see https://fs.spec.whatwg.org/#api-filesystemdirectoryhandle */
export class MemoryDirectory implements StorageDirectory {
  readonly kind = "directory";
  readonly name: string;
  readonly #storage: MemoryStorage;
  readonly #entries = new Map<string, MemoryFile | MemoryDirectory>();

  constructor(storage: MemoryStorage, name: string) {
    this.#storage = storage;
    this.name = name;
  }

  get byteLength(): number {
    let total = 0;
    for (const entry of this.#entries.values()) {
      total += entry.kind === "file" ? entry.bytes.length : entry.byteLength;
    }
    return total;
  }

  /** Whether a handle is open on any file in here. */
  get isLocked(): boolean {
    return [...this.#entries.values()].some((entry) =>
      entry.kind === "file" ? entry.handle !== undefined : entry.isLocked,
    );
  }

  /** The files of this folder, by name. */
  get files(): Map<string, MemoryFile> {
    const files = [...this.#entries.values()].filter((entry) => entry.kind === "file");
    return new Map(files.map((file) => [file.name, file]));
  }

  /** Every file in here and below. */
  get allFiles(): MemoryFile[] {
    return [...this.files.values(), ...this.directories.flatMap((directory) => directory.allFiles)];
  }

  /** The folders in this folder. */
  get directories(): MemoryDirectory[] {
    return [...this.#entries.values()].filter((entry) => entry.kind === "directory");
  }

  async getDirectoryHandle(name: string, options?: { create?: boolean }): Promise<MemoryDirectory> {
    return this.directory(name, options?.create);
  }

  async getFileHandle(name: string, options?: { create?: boolean }): Promise<MemoryFile> {
    return this.file(name, options?.create);
  }

  async removeEntry(name: string, options?: { recursive?: boolean }): Promise<void> {
    this.remove(name, options?.recursive);
  }

  /** What {@link getDirectoryHandle} does, at once. @throws DOMException */
  directory(name: string, create = false): MemoryDirectory {
    const entry = this.#entry(name, create, () => new MemoryDirectory(this.#storage, name));
    if (entry.kind !== "directory") throw new DOMException("not a directory", "TypeMismatchError");
    return entry;
  }

  /** What {@link getFileHandle} does, at once. @throws DOMException */
  file(name: string, create = false): MemoryFile {
    const entry = this.#entry(name, create, () => new MemoryFile(this.#storage, name));
    if (entry.kind !== "file") throw new DOMException("not a file", "TypeMismatchError");
    return entry;
  }

  /** What {@link removeEntry} does, at once. @throws DOMException */
  remove(name: string, recursive = false): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new DOMException("not there", "NotFoundError");
    const isLocked = entry.kind === "file" ? entry.handle !== undefined : entry.isLocked;
    if (isLocked) throw new DOMException("a handle is open", "NoModificationAllowedError");
    if (entry.kind === "directory" && entry.#entries.size > 0 && !recursive) {
      throw new DOMException("not empty", "InvalidModificationError");
    }
    this.#entries.delete(name);
  }

  /** Forgets all entries while their handles go on, as a browser does that clears the storage of a site. */
  evict(): void {
    for (const directory of this.directories) directory.evict();
    this.#entries.clear();
  }

  async *values(): AsyncIterableIterator<MemoryFile | MemoryDirectory> {
    yield* [...this.#entries.values()];
  }

  /** Copies everything in here into another folder. */
  copyInto(target: MemoryDirectory): void {
    for (const [name, entry] of this.#entries) {
      if (entry.kind === "file") {
        const file = new MemoryFile(target.#storage, name);
        file.bytes = entry.bytes.slice();
        file.flushedBytes = entry.flushedBytes;
        target.#entries.set(name, file);
      } else {
        const directory = new MemoryDirectory(target.#storage, name);
        target.#entries.set(name, directory);
        entry.copyInto(directory);
      }
    }
  }

  #entry(
    name: string,
    create: boolean,
    make: () => MemoryFile | MemoryDirectory,
  ): MemoryFile | MemoryDirectory {
    let entry = this.#entries.get(name);
    if (entry === undefined) {
      if (!create) throw new DOMException("not there", "NotFoundError");
      entry = make();
      this.#entries.set(name, entry);
    }
    return entry;
  }
}
