import { StorageError } from "../../../base/index.js";
import { absolutePath } from "../../absolute-path.js";
import { storageFailure } from "../../storage-failure.js";
import { isMissing, locate } from "../async-proxy/folders.js";
import { isMarkedOpenBelow, tryMarkOpen } from "../layout/index.js";
import type { ImportData } from "./chunks.js";
import { importDatabase } from "./import-database.js";
import { journalsBeside } from "./journals.js";
import { replaceFile } from "./replace-file.js";
import { entryAt, fileAt, folderAt, isOtherKind } from "./places.js";
import { type OpfsTree, type TraversedEntry, traverseFolder, treeOf } from "./tree.js";

/** Milliseconds that a connection just closed may need until other threads see it, and that pass between two looks. */
const CLOSING_TIME = 500;
const RETRY_DELAY = 10;

/** How something is removed. */
export interface RemoveOptions {
  /** Removes a folder with all that is in it; otherwise it must be empty. Default `false`. */
  readonly recursive?: boolean;
}

/** How folders are gone through. */
export interface TraverseOptions {
  /** Folder to begin with; default the root. */
  readonly path?: string;
  /** Goes into folders; default `true`. */
  readonly recursive?: boolean;
}

/**
 * Folders and whole files of the Origin Private File System, where the `opfs` VFS keeps databases as plain files. Works
 * in windows and workers, without a proxy and without cross-origin isolation.
 *
 * Paths are absolute or relative to the root. All methods throw `StorageError`: `unsupported` where there is no such
 * storage, `failed` where something is missing or of the other kind or has a name that the browser does not take, and
 * otherwise as said.
 *
 * @see https://fs.spec.whatwg.org/
 * @example
 * const files = new OpfsFiles();
 * await files.importDatabase("shop/orders.db", await (await fetch("orders.db")).arrayBuffer());
 * console.log(await files.tree()); // { name: "", dirs: [{ name: "shop", dirs: [], files: ["orders.db"] }], files: [] }
 */
export class OpfsFiles {
  /** Makes a folder, and those above it; does nothing where it is there. */
  mkdir(path: string): Promise<void> {
    return attempt("making the folder", path, async (root, fullPath) => {
      await folderAt(root, fullPath, true);
    });
  }

  /** Whether there is a file or folder. */
  exists(path: string): Promise<boolean> {
    return attempt("looking for", path, async (root, fullPath) => {
      try {
        await entryAt(root, fullPath);
        return true;
      } catch (error) {
        if (isMissing(error) || isOtherKind(error)) return false;
        throw error;
      }
    });
  }

  /** Bytes of a file, as far as open connections have stored it. */
  size(path: string): Promise<number> {
    return this.file(path).then(({ size }) => size);
  }

  /** A file as it is now, to be read as a blob; browsers refuse to read it once it has been changed. */
  file(path: string): Promise<File> {
    return attempt("reading", path, async (root, fullPath) => (await fileAt(root, fullPath)).getFile());
  }

  /** Lists a folder with all that is in it. @param path - default the root */
  tree(path = "/"): Promise<OpfsTree> {
    return attempt("listing", path, async (root, fullPath) => treeOf(await folderAt(root, fullPath)));
  }

  /**
   * Shows every entry, a folder before what is in it, in order of names.
   *
   * @param visit - may be async; ends the traversal by giving `false`. What it throws is thrown
   */
  async traverse(visit: (entry: TraversedEntry) => unknown, options: TraverseOptions = {}): Promise<void> {
    const { path = "/", recursive = true } = options;
    const folder = await attempt("listing", path, (root, fullPath) => folderAt(root, fullPath));
    const prefix = absolutePath(path);
    await traverseFolder(folder, prefix === "/" ? "" : prefix, recursive, visit);
  }

  /**
   * Removes a file or folder; nothing beside a database, such as its journal, goes with it.
   *
   * @returns whether it was there
   * @throws StorageError `locked` while a connection has it, or something in it, open; RangeError for the root
   */
  remove(path: string, { recursive = false }: RemoveOptions = {}): Promise<boolean> {
    return attempt("removing", path, async (root, fullPath) => {
      if (fullPath === "/") throw new RangeError("the root cannot be removed");
      if (await isMarkedOpenBelow(fullPath)) throw isOpen(fullPath);
      try {
        const { folder, name } = await locate(root, fullPath);
        await folder.removeEntry(name, { recursive });
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    });
  }

  /**
   * Stores a database under a name, in place of one that is there. It is written beside and then put in its place, so that
   * a name never leads to a part of it: one that fails or is cut short leaves what was there (only where the database to
   * be replaced was in the middle of a transaction when its thread died, an empty one). A database in WAL mode becomes one
   * with a rollback journal. Folders above are made.
   *
   * @returns bytes stored
   * @throws StorageError `locked` while a connection has it open; `failed` when the data is no database: it begins with
   *   another text, or does not consist of whole pages; `quota`; what a function or iterable of `data` throws
   */
  importDatabase(path: string, data: ImportData): Promise<number> {
    return attempt("importing", path, (root, fullPath) =>
      withClosed(fullPath, 0, async () => importDatabase(await locate(root, fullPath, true), data)),
    );
  }

  /**
   * Puts a closed database in the place of another one, in one step. What a browser cannot move is copied, and shows only
   * when all of it is there.
   *
   * @param from - has no journal; it is gone afterwards
   * @param to - need not be there; what is there is gone afterwards, with its journal
   * @throws StorageError `locked` while a connection has `to` open
   */
  replaceDatabase(from: string, to: string): Promise<void> {
    return attempt("replacing", to, (root, fullPath) =>
      withClosed(fullPath, CLOSING_TIME, async () => {
        const source = await locate(root, absolutePath(from));
        const target = await locate(root, fullPath, true);
        await replaceFile(source, target);
      }),
    );
  }

  /**
   * Copies a database.
   *
   * @throws StorageError `locked` while a connection has it open (`VACUUM INTO` and `sqlite3_serialize()` copy it then);
   *   `failed` where its last connection died in a transaction: a connection has to be opened to recover it
   */
  exportDatabase(path: string): Promise<Uint8Array<ArrayBuffer>> {
    return attempt("exporting", path, (root, fullPath) =>
      withClosed(fullPath, 0, async () => {
        const file = await fileAt(root, fullPath);
        const { folder, name } = await locate(root, fullPath);
        const journals = await journalsBeside(folder, name);
        if (journals.length > 0) {
          const message = `${fullPath} is not whole without ${journals.join(" and ")}: open it once before`;
          throw new StorageError("failed", message);
        }
        return new Uint8Array(await (await file.getFile()).arrayBuffer());
      }),
    );
  }
}

/** Does something at a path and explains what the browser throws. */
async function attempt<Result>(
  what: string,
  path: string,
  body: (root: FileSystemDirectoryHandle, fullPath: string) => Promise<Result>,
): Promise<Result> {
  const fullPath = absolutePath(path);
  try {
    if (navigator.storage?.getDirectory === undefined) {
      throw new StorageError("unsupported", "the Origin Private File System is missing");
    }
    return await body(await navigator.storage.getDirectory(), fullPath);
  } catch (error) {
    if (isMissing(error)) throw new StorageError("failed", `there is no ${fullPath}`, { cause: error });
    if (error instanceof DOMException) throw storageFailure(error, `${what} ${fullPath}`);
    throw error;
  }
}

/**
 * Does something while no connection can have the database open.
 *
 * @param patience - milliseconds to wait for one that has it open
 * @throws StorageError `locked` while one has
 */
async function withClosed<Result>(
  path: string,
  patience: number,
  body: () => Promise<Result>,
): Promise<Result> {
  const deadline = performance.now() + patience;
  let release = await tryMarkOpen(path, "exclusive");
  while (release === undefined && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY));
    release = await tryMarkOpen(path, "exclusive");
  }
  if (release === undefined) throw isOpen(path);
  try {
    return await body();
  } finally {
    release();
  }
}

function isOpen(path: string): StorageError {
  return new StorageError("locked", `${path} is open in a connection`);
}
