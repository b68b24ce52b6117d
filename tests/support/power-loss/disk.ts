import { FileImage } from "./file-image.js";
import type { Change, DirectoryChange, FileId, Operation } from "./operation.js";

/** A change that a power loss may still take back. */
export interface PendingChange {
  /** Where it stands in the list of operations. */
  readonly position: number;
  readonly change: Change;
}

/** A file: what is on the disk for sure, and what was changed since it was flushed. */
export interface DiskFile {
  readonly path: string;
  readonly durable: FileImage;
  readonly pending: readonly PendingChange[];
}

/** A file that can be found on a disk. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a disk holds, by number, in the order of creation. */
export type DiskContents = ReadonlyMap<FileId, FoundFile>;

interface ChangingFile extends DiskFile {
  pending: PendingChange[];
}

/**
 * Follows a list of operations and knows at each moment what a power loss could leave.
 *
 * Files: a change is safe when its file has been flushed after it. Folder: as a journalling file system (ext4, APFS, NTFS)
 * keeps it. Creations and removals reach the disk in their order, at any time; the flush of a file takes its creation
 * along, and with it everything that happened to the folder before. Until then a new file may be missing and a removed one
 * may be there again. Not simulated: Chromium keeps the names of OPFS files in a LevelDB that it writes without syncing,
 * so there a file that is seconds old may lose its name although it was flushed, and no page can prevent it.
 */
export class Disk {
  readonly #files = new Map<FileId, ChangingFile>();
  readonly #safeNames: Set<FileId>;
  #directoryChanges: DirectoryChange[] = [];
  #position = 0;

  /** @param contents - files that are on the disk for sure */
  constructor(contents: DiskContents = new Map()) {
    for (const [file, { path, bytes }] of contents) {
      this.#files.set(file, { path, durable: new FileImage(bytes), pending: [] });
    }
    this.#safeNames = new Set(contents.keys());
  }

  /** Creations and removals that may still be lost, in order. */
  get directoryChanges(): readonly DirectoryChange[] {
    return this.#directoryChanges;
  }

  get files(): ReadonlyMap<FileId, DiskFile> {
    return this.#files;
  }

  /** Takes the next operation. */
  apply(operation: Operation): void {
    const { kind, file } = operation;
    const position = this.#position++;
    if (kind === "flush") this.#flush(file);
    else if (kind === "write" || kind === "truncate") {
      this.#files.get(file)?.pending.push({ position, change: operation });
    } else {
      this.#directoryChanges.push(operation);
      if (kind === "create") {
        this.#files.set(file, { path: operation.path, durable: new FileImage(), pending: [] });
      }
    }
  }

  /** The files that there are when only the first `surviving` changes of the folder have reached the disk. */
  namesAfter(surviving: number): Set<FileId> {
    const names = new Set(this.#safeNames);
    for (const { kind, file } of this.#directoryChanges.slice(0, surviving)) {
      if (kind === "create") names.add(file);
      else names.delete(file);
    }
    return names;
  }

  /** What every process sees while the power is on. */
  contents(): DiskContents {
    const names = this.namesAfter(this.#directoryChanges.length);
    return new Map([...names].map((file) => [file, this.#current(file)]));
  }

  /** An independent copy. */
  copy(): Disk {
    const copy = new Disk();
    for (const [file, { path, durable, pending }] of this.#files) {
      copy.#files.set(file, { path, durable: new FileImage(durable.toBytes()), pending: [...pending] });
    }
    for (const name of this.#safeNames) copy.#safeNames.add(name);
    copy.#directoryChanges = [...this.#directoryChanges];
    copy.#position = this.#position;
    return copy;
  }

  #flush(file: FileId): void {
    const flushed = this.#files.get(file);
    if (flushed === undefined) return;
    for (const { change } of flushed.pending) applyChange(flushed.durable, change);
    flushed.pending = [];
    const creation = this.#directoryChanges.findIndex((each) => each.kind === "create" && each.file === file);
    for (const change of this.#directoryChanges.splice(0, creation + 1)) {
      if (change.kind === "create") this.#safeNames.add(change.file);
      else this.#safeNames.delete(change.file);
    }
  }

  #current(file: FileId): FoundFile {
    const { path, durable, pending } = this.#files.get(file) as DiskFile;
    const bytes = durable.toBytes();
    if (pending.length === 0) return { path, bytes };
    const image = new FileImage(bytes);
    for (const { change } of pending) applyChange(image, change);
    return { path, bytes: image.toBytes() };
  }
}

/**
 * Makes a change.
 * @param gap - the byte that fills where the file grows without data
 */
export function applyChange(image: FileImage, change: Change, gap = 0): void {
  if (change.kind === "write") image.write(change.bytes, change.at, gap);
  else image.resize(change.size, gap);
}
