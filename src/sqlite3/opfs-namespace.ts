import { type Opfs, OpfsFiles, type OpfsTree } from "../vfs/index.js";
import type { OpfsDbClass } from "./opfs-db-class.js";
import type { StorageGuard } from "./storage-errors.js";

/**
 * `sqlite3.opfs`: files and folders of the Origin Private File System. That it is there says that the VFS `opfs` is.
 * Paths count from the root of that file system.
 */
export interface OpfsNamespace {
  /** Whether there is a file or folder. */
  entryExists(path: string): Promise<boolean>;
  /** Makes a folder, and those above it. Returns whether it is there now. */
  mkdir(path: string): Promise<boolean>;
  /**
   * Deletes a file or folder.
   *
   * @param recursive - whether to delete a folder with what is in it
   * @param throwOnError - whether to reject instead of giving `false`
   * @returns whether it was there and is not any more
   */
  unlink(path: string, recursive?: boolean, throwOnError?: boolean): Promise<boolean>;
  /** Deletes everything. @throws SQLite3Error `SQLITE_BUSY` when something is open */
  rmfr(): Promise<void>;
  /** Lists everything. */
  treeList(): Promise<OpfsTree>;
  /** Shows every entry, a folder before what is in it, until the callback gives `false`. */
  traverse(options: OpfsTraversal | OpfsTraversal["callback"]): Promise<void>;
  readonly importDb: OpfsDbClass["importDb"];
  /** A name that nobody has. @param length - characters; default 16 */
  randomFilename(length?: number): string;
  /** Operations of the proxy worker. */
  readonly metrics: {
    /** What it has been asked so far, by operation. */
    report(): Readonly<Record<string, unknown>>;
    /** Writes that to `sqlite3.config.log()`. */
    dump(): void;
    /** Starts counting from zero. */
    reset(): void;
  };
}

/** How folders are gone through. */
export interface OpfsTraversal {
  /** Whether to go into folders; default `true`. */
  readonly recursive?: boolean;
  /** Path of the folder to begin with; default the root. */
  readonly directory?: string;
  readonly callback: (
    entry: FileSystemFileHandle | FileSystemDirectoryHandle,
    parent: FileSystemDirectoryHandle,
    depth: number,
  ) => unknown;
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Assembles `sqlite3.opfs`. @param log - takes what `metrics.dump()` writes */
export function createOpfsNamespace(
  storage: Opfs,
  guard: StorageGuard,
  log: (...details: unknown[]) => void,
): OpfsNamespace {
  const files = new OpfsFiles();
  const succeeds = (work: Promise<unknown>): Promise<boolean> =>
    work.then(
      (result) => result !== false,
      () => false,
    );
  return {
    entryExists: (path) => guard.async(() => files.exists(path)),
    mkdir: (path) => succeeds(files.mkdir(path)),
    unlink(path, recursive = false, throwOnError = false) {
      const removal = files.remove(path, { recursive });
      return throwOnError ? guard.async(() => removal) : succeeds(removal);
    },
    rmfr: () =>
      guard.async(async () => {
        const { dirs, files: names } = await files.tree();
        for (const name of [...dirs.map((folder) => folder.name), ...names]) {
          await files.remove(name, { recursive: true });
        }
      }),
    treeList: () => guard.async(() => files.tree()),
    traverse(options) {
      const {
        callback,
        directory = "/",
        recursive = true,
      } = typeof options === "function" ? { callback: options } : options;
      return guard.async(() =>
        files.traverse(({ handle, parent, depth }) => callback(handle, parent, depth), {
          path: directory,
          recursive,
        }),
      );
    },
    importDb: (path, source) => guard.async(() => files.importDatabase(path, source as never)),
    randomFilename: (length = 16) =>
      Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => ALPHABET[byte % 36]).join(""),
    metrics: {
      report: () => storage.metrics,
      dump: () => log("opfs:", storage.metrics),
      reset: () => storage.resetMetrics(),
    },
  };
}
