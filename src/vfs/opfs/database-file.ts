import { LockLevel } from "../constants.js";
import type { FileLock } from "../file-locks.js";
import type { OpenFiles } from "./open-files.js";
import type { OpfsDatabase } from "./opfs-database.js";
import { PlainFile } from "./plain-file.js";

/** One connection's open database. */
export class DatabaseFile extends PlainFile {
  readonly #database: OpfsDatabase;
  readonly #lock: FileLock;
  readonly #files: OpenFiles;

  constructor(database: OpfsDatabase, files: OpenFiles, onClose: () => void) {
    super(database.file, files, onClose);
    this.#database = database;
    this.#lock = database.connect();
    this.#files = files;
  }

  override xClose(): void {
    try {
      this.xUnlock(LockLevel.NONE);
    } finally {
      super.xClose();
    }
  }

  /** @throws StorageError `lost` also where it could be done without the proxy: its locks have died with it */
  override xLock(level: LockLevel): boolean {
    this.#files.requireProxy();
    return this.#database.raise(this.#lock, level);
  }

  override xUnlock(level: LockLevel): void {
    this.#database.lower(this.#lock, level);
  }

  override xCheckReservedLock(): boolean {
    return this.#database.isReserved();
  }
}
