import { ROOT_FOLDER } from "../database-folder.js";
import { TemporaryFile } from "./temporary-file.js";

/** Folder of the files that last as long as an export. No database has it: `databaseFolder()` escapes the tilde. */
const FOLDER = [ROOT_FOLDER, "~temporary"];

/** Bytes that are written once, from the beginning to the end, and then read once, in pieces. */
export interface Spool {
  readonly isInStorage: false;
  /** Adds the next bytes, which are copied. @throws StorageError `quota` */
  write(bytes: Uint8Array<ArrayBuffer>): void;
  /** Takes the next bytes out, at most `limit` from a file; `undefined` when there are no more. */
  next(limit: number): Uint8Array<ArrayBuffer> | undefined;
  /** Gives up what it takes. Doing it twice does nothing. */
  remove(): Promise<void>;
}

/** Makes a spool: in a file where there can be one, so that its size does not matter; otherwise in memory. */
export async function createSpool(isFile: boolean): Promise<Spool> {
  if (!isFile) return new MemorySpool();
  const file = await TemporaryFile.create(FOLDER, "export-");
  let position = 0;
  return {
    isInStorage: false,
    write: (bytes) => file.write(bytes),
    next(limit) {
      const length = Math.min(limit, file.size - position);
      if (length === 0) return undefined;
      const bytes = file.read(position, length);
      position += length;
      return bytes;
    },
    remove: () => file.remove(),
  };
}

/** For where there are no files. What has been read takes no memory any more. */
class MemorySpool implements Spool {
  readonly isInStorage = false;
  #pieces: Uint8Array<ArrayBuffer>[] = [];

  write(bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes.length > 0) this.#pieces.push(bytes.slice());
  }

  next(): Uint8Array<ArrayBuffer> | undefined {
    return this.#pieces.shift();
  }

  async remove(): Promise<void> {
    this.#pieces = [];
  }
}
