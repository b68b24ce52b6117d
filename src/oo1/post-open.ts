import type { Capi } from "../capi/index.js";
import type { Database } from "./database.js";

/** Is given a connection that has just been opened. What it throws closes the connection and is thrown by the open. */
export type PostOpen = (db: Database) => void;

/** By instance of SQLite, since each has VFSes of its own. */
const callbacks = new WeakMap<Capi, Map<string, PostOpen>>();

/**
 * Sets what is done with every connection that is opened in a VFS by a class for it, such as `OpfsDb`, before it is
 * given to its user.
 *
 * @param vfs - name of the VFS; it need not be registered yet
 * @param callback - replaces the one before; `undefined` takes it away
 */
export function setPostOpen(capi: Capi, vfs: string, callback: PostOpen | undefined): void {
  let ofCapi = callbacks.get(capi);
  if (ofCapi === undefined) {
    ofCapi = new Map();
    callbacks.set(capi, ofCapi);
  }
  if (callback === undefined) ofCapi.delete(vfs);
  else ofCapi.set(vfs, callback);
}

/**
 * Does with a connection what is to be done in its VFS, then what its user wants.
 *
 * @param otherwise - done where nothing is set for the VFS
 * @throws what they throw; the connection is then closed
 */
export function afterOpen<Connection extends Database>(
  capi: Capi,
  vfs: string,
  db: Connection,
  otherwise: PostOpen,
  onOpen?: (db: Connection) => void,
): void {
  try {
    (callbacks.get(capi)?.get(vfs) ?? otherwise)(db);
    onOpen?.(db);
  } catch (error) {
    db.close();
    throw error;
  }
}
