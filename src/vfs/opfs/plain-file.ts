import type { LockLevel } from "../constants.js";
import { FileConnection } from "../gather/file-connection.js";
import type { OpenFile } from "./open-file.js";
import type { OpenFiles } from "./open-files.js";

/** One connection's open file. SQLite locks databases only, so that this one has no locks. */
export class PlainFile extends FileConnection {
  readonly #onClose: () => void;

  /** @param onClose - closes the file for this connection */
  constructor({ content }: OpenFile, { writes }: OpenFiles, onClose: () => void) {
    super(content, writes);
    this.#onClose = onClose;
  }

  xClose(): void {
    this.#onClose();
  }

  xLock(_level: LockLevel): boolean {
    return true;
  }

  xUnlock(_level: LockLevel): void {}

  xCheckReservedLock(): boolean {
    return false;
  }
}
