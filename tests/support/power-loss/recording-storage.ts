import type {
  AccessPosition,
  StorageDirectory,
  StorageFile,
  SyncAccessHandle,
} from "../../../src/vfs/index.js";
import { type MemoryDirectory, type MemoryFile, MemoryStorage } from "../vfs/memory-storage.js";
import { poolDirectory } from "../vfs/pool-fixture.js";
import type { DiskContents } from "./disk.js";
import type { FileId, Operation } from "./operation.js";

/** What a fault may look at when a file is flushed. */
export interface FlushContext {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What was done to the file last, since this storage began. */
  readonly previous: Operation | undefined;
}

/** Says which flushes a broken storage ignores. */
export type FlushFault = (context: FlushContext) => boolean;

/** Files in memory that keep a list of everything that changes them. */
export class RecordingStorage {
  /** Every change and flush so far. */
  readonly operations: Operation[] = [];
  readonly #storage = new MemoryStorage();
  readonly #ids = new Map<MemoryFile, FileId>();
  readonly #latest = new Map<FileId, Operation>();
  readonly #ignoresFlush: FlushFault;
  #nextId = 0;

  /** @param ignoresFlush - for proving that a broken storage is found out; by default no flush is ignored */
  constructor(ignoresFlush: FlushFault = () => false) {
    this.#ignoresFlush = ignoresFlush;
  }

  /**
   * A storage whose pool `/pool` has files already. Their names follow their numbers, so that their order is always the
   * same.
   */
  static async over(contents: DiskContents, ignoresFlush?: FlushFault): Promise<RecordingStorage> {
    const storage = new RecordingStorage(ignoresFlush);
    const pool = await poolDirectory(storage.#storage);
    const folder = (await pool.getDirectoryHandle(".opaque", { create: true })) as MemoryDirectory;
    for (const [id, bytes] of contents) {
      const file = await folder.getFileHandle(`file ${String(id).padStart(4, "0")}`, { create: true });
      file.bytes = bytes;
      storage.#ids.set(file, id);
      storage.#nextId = Math.max(storage.#nextId, id + 1);
    }
    return storage;
  }

  get root(): StorageDirectory {
    return new RecordingDirectory(this, this.#storage.root);
  }

  /**
   * Lets the files grow by so many bytes only.
   * @param takesWhatFits - whether a write that is too large is cut off instead of refused
   */
  limitRoom(bytes: number, takesWhatFits = false): void {
    this.#storage.quota = bytes === Number.POSITIVE_INFINITY ? bytes : this.#storage.root.byteLength + bytes;
    this.#storage.takesWhatFits = takesWhatFits;
  }

  /** Notes that a file was made. */
  created(file: MemoryFile): void {
    this.#ids.set(file, this.#nextId++);
    this.#record({ kind: "create", file: this.#idOf(file) });
  }

  /** Notes that a file was removed. */
  removed(file: MemoryFile): void {
    this.#record({ kind: "remove", file: this.#idOf(file) });
  }

  /** Notes a write. */
  written(file: MemoryFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
    this.#record({ kind: "write", file: this.#idOf(file), at, bytes: bytes.slice() });
  }

  /** Notes a change of size. */
  truncated(file: MemoryFile, size: number): void {
    this.#record({ kind: "truncate", file: this.#idOf(file), size });
  }

  /** Notes a flush. */
  flushed(file: MemoryFile): void {
    const id = this.#idOf(file);
    const context = { bytes: file.bytes, previous: this.#latest.get(id) };
    if (!this.#ignoresFlush(context)) this.#record({ kind: "flush", file: id });
  }

  #idOf(file: MemoryFile): FileId {
    return this.#ids.get(file) as FileId;
  }

  #record(operation: Operation): void {
    this.operations.push(operation);
    this.#latest.set(operation.file, operation);
  }
}

class RecordingDirectory implements StorageDirectory {
  readonly kind = "directory";
  readonly #storage: RecordingStorage;
  readonly #inner: MemoryDirectory;

  constructor(storage: RecordingStorage, inner: MemoryDirectory) {
    this.#storage = storage;
    this.#inner = inner;
  }

  get name(): string {
    return this.#inner.name;
  }

  async getDirectoryHandle(name: string, options?: { create?: boolean }): Promise<StorageDirectory> {
    return new RecordingDirectory(this.#storage, await this.#inner.getDirectoryHandle(name, options));
  }

  async getFileHandle(name: string, options?: { create?: boolean }): Promise<StorageFile> {
    const isNew = !this.#inner.files.has(name);
    const file = await this.#inner.getFileHandle(name, options);
    if (isNew) this.#storage.created(file);
    return new RecordingFile(this.#storage, file);
  }

  async removeEntry(name: string, options?: { recursive?: boolean }): Promise<void> {
    const folder = this.#inner.directories.find((directory) => directory.name === name);
    const file = this.#inner.files.get(name);
    await this.#inner.removeEntry(name, options);
    for (const each of folder?.allFiles ?? []) this.#storage.removed(each);
    if (file !== undefined) this.#storage.removed(file);
  }

  async *values(): AsyncIterableIterator<StorageFile | StorageDirectory> {
    for await (const entry of this.#inner.values()) {
      const isFile = entry.kind === "file";
      yield isFile ? new RecordingFile(this.#storage, entry) : new RecordingDirectory(this.#storage, entry);
    }
  }
}

class RecordingFile implements StorageFile {
  readonly kind = "file";
  readonly #storage: RecordingStorage;
  readonly #inner: MemoryFile;

  constructor(storage: RecordingStorage, inner: MemoryFile) {
    this.#storage = storage;
    this.#inner = inner;
  }

  get name(): string {
    return this.#inner.name;
  }

  async createSyncAccessHandle(): Promise<SyncAccessHandle> {
    return new RecordingHandle(this.#storage, this.#inner, await this.#inner.createSyncAccessHandle());
  }
}

class RecordingHandle implements SyncAccessHandle {
  readonly #storage: RecordingStorage;
  readonly #file: MemoryFile;
  readonly #inner: SyncAccessHandle;

  constructor(storage: RecordingStorage, file: MemoryFile, inner: SyncAccessHandle) {
    this.#storage = storage;
    this.#file = file;
    this.#inner = inner;
  }

  read(target: Uint8Array<ArrayBuffer>, position: AccessPosition): number {
    return this.#inner.read(target, position);
  }

  write(source: Uint8Array<ArrayBuffer>, position: AccessPosition): number {
    const { at } = position;
    const written = this.#inner.write(source, position);
    if (written > 0) this.#storage.written(this.#file, source.subarray(0, written), at);
    return written;
  }

  truncate(size: number): void {
    this.#inner.truncate(size);
    this.#storage.truncated(this.#file, size);
  }

  getSize(): number {
    return this.#inner.getSize();
  }

  flush(): void {
    this.#inner.flush();
    this.#storage.flushed(this.#file);
  }

  close(): void {
    this.#inner.close();
  }
}
