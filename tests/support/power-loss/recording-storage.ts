import type {
  AccessPosition,
  StorageDirectory,
  StorageFile,
  SyncAccessHandle,
} from "../../../src/vfs/index.js";
import { type MemoryDirectory, type MemoryFile, MemoryStorage } from "../vfs/memory-storage.js";
import type { DiskContents, FoundFile } from "./disk.js";
import type { FileId, Operation } from "./operation.js";

/** What a fault may look at when a file is flushed. */
export interface FlushContext {
  /** Path of the file, as `"/folder/name"`. */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What was done to the file last, since this storage began. */
  readonly previous: Operation | undefined;
}

/** Says which flushes a broken storage ignores. */
export type FlushFault = (context: FlushContext) => boolean;

/** How pools and temporary files name files: at random, and longer than any name that means something. */
const RANDOM_NAME = /[0-9a-f-]{20,}$/;

/** Files in memory that keep a list of everything that changes them. */
export class RecordingStorage {
  /** Every change and flush so far. */
  readonly operations: Operation[] = [];
  readonly #storage = new MemoryStorage();
  readonly #ids = new Map<MemoryFile, FileId>();
  readonly #paths = new Map<FileId, string>();
  readonly #latest = new Map<FileId, Operation>();
  readonly #ignoresFlush: FlushFault;
  #nextId = 0;

  /** @param ignoresFlush - for proving that a broken storage is found out; by default no flush is ignored */
  constructor(ignoresFlush: FlushFault = () => false) {
    this.#ignoresFlush = ignoresFlush;
  }

  /** A storage that has files already. */
  static over(contents: DiskContents, ignoresFlush?: FlushFault): RecordingStorage {
    const storage = new RecordingStorage(ignoresFlush);
    for (const [id, { path, bytes }] of contents) {
      const names = path.split("/").slice(1);
      const name = names.pop() ?? "";
      let folder = storage.#storage.root;
      for (const each of names) folder = folder.directory(each, true);
      const file = folder.file(name, true);
      file.bytes = bytes;
      storage.#ids.set(file, id);
      storage.#paths.set(id, path);
      storage.#nextId = Math.max(storage.#nextId, id + 1);
    }
    return storage;
  }

  get root(): RecordingDirectory {
    return new RecordingDirectory(this, this.#storage.root, "");
  }

  /** Every file as it is now. */
  get files(): FoundFile[] {
    return this.#storage.root.allFiles.map((file) => {
      return { path: this.#paths.get(this.#idOf(file)) as string, bytes: file.bytes };
    });
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
  created(file: MemoryFile, path: string): void {
    const id = this.#nextId++;
    // A random name means nothing, and a run that is repeated has to find the same ones after a crash.
    const repeatable = path.replace(RANDOM_NAME, String(id).padStart(20, "0"));
    this.#ids.set(file, id);
    this.#paths.set(id, repeatable);
    this.#record({ kind: "create", file: id, path: repeatable });
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
    const path = this.#paths.get(id) as string;
    const context = { path, bytes: file.bytes, previous: this.#latest.get(id) };
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

/** A folder whose changes are noted. */
export class RecordingDirectory implements StorageDirectory {
  readonly kind = "directory";
  readonly #storage: RecordingStorage;
  readonly #inner: MemoryDirectory;
  readonly #path: string;

  constructor(storage: RecordingStorage, inner: MemoryDirectory, path: string) {
    this.#storage = storage;
    this.#inner = inner;
    this.#path = path;
  }

  get name(): string {
    return this.#inner.name;
  }

  async getDirectoryHandle(name: string, options?: { create?: boolean }): Promise<RecordingDirectory> {
    return this.directory(name, options?.create);
  }

  async getFileHandle(name: string, options?: { create?: boolean }): Promise<RecordingFile> {
    return this.file(name, options?.create);
  }

  async removeEntry(name: string, options?: { recursive?: boolean }): Promise<void> {
    this.remove(name, options?.recursive);
  }

  async *values(): AsyncIterableIterator<RecordingFile | RecordingDirectory> {
    for await (const { kind, name } of this.#inner.values()) {
      yield kind === "file" ? this.file(name) : this.directory(name);
    }
  }

  /** What {@link getDirectoryHandle} does, at once. @throws DOMException */
  directory(name: string, create?: boolean): RecordingDirectory {
    const inner = this.#inner.directory(name, create);
    return new RecordingDirectory(this.#storage, inner, `${this.#path}/${name}`);
  }

  /** What {@link getFileHandle} does, at once. @throws DOMException */
  file(name: string, create?: boolean): RecordingFile {
    const isNew = !this.#inner.files.has(name);
    const file = this.#inner.file(name, create);
    if (isNew) this.#storage.created(file, `${this.#path}/${name}`);
    return new RecordingFile(this.#storage, file);
  }

  /** What {@link removeEntry} does, at once. @throws DOMException */
  remove(name: string, recursive?: boolean): void {
    const folder = this.#inner.directories.find((directory) => directory.name === name);
    const file = this.#inner.files.get(name);
    this.#inner.remove(name, recursive);
    for (const each of folder?.allFiles ?? []) this.#storage.removed(each);
    if (file !== undefined) this.#storage.removed(file);
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

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#inner.bytes;
  }

  async createSyncAccessHandle(): Promise<SyncAccessHandle> {
    return this.open();
  }

  /** What {@link createSyncAccessHandle} does, at once. @throws DOMException */
  open(): SyncAccessHandle {
    return new RecordingHandle(this.#storage, this.#inner, this.#inner.open());
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
