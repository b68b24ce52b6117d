import type { DBClass } from "./create-oo1.js";
import type { DB } from "./db.js";
import type { OpenOptions } from "./open-arguments.js";

/** What is special about the connections of one VFS. */
export interface VfsDbTraits {
  /** Name of the class, such as `"OpfsDb"`. */
  readonly name: string;
  /** Name of the VFS. */
  readonly vfs: string;
  /** Called with each connection once it is open. What it throws closes the connection and is thrown by the open. */
  readonly postOpen?: (db: DB) => void;
}

/** A class of connections whose VFS is fixed. */
export interface VfsDBClass {
  readonly prototype: DB;
  /**
   * @param filename - path in the VFS
   * @param flags - as for `DB`
   * @throws SQLite3Error
   */
  new (filename?: string, flags?: string): DB;
  new (options: Omit<OpenOptions, "vfs">): DB;
}

/**
 * Makes the class of connections for one VFS, such as `OpfsDb`, `JsStorageDb` and the class of a pool. The VFS must be
 * registered before the first connection is opened, not before the class is made.
 *
 * @param DBClass - the class of connections of the same namespace
 */
export function createVfsDb(DBClass: DBClass, { name, vfs, postOpen }: VfsDbTraits): VfsDBClass {
  class VfsDb extends DBClass {
    constructor(...args: readonly unknown[]) {
      const [first, flags] = args;
      const options = typeof first === "object" && first !== null ? first : { filename: first, flags };
      super({ ...options, vfs } as OpenOptions);
      try {
        postOpen?.(this);
      } catch (error) {
        this.close();
        throw error;
      }
    }
  }
  Object.defineProperty(VfsDb, "name", { value: name });
  return VfsDb as unknown as VfsDBClass;
}
