import { ResultCode } from "../base/index.js";
import type { DatabasePointer } from "../capi/index.js";
import { createVfsDb } from "../oo1/index.js";
import { Opfs, registerVfs, resultCodeOf } from "../vfs/index.js";
import type { NamespaceParts } from "./namespace-parts.js";
import type { Oo1Namespace } from "./oo1-namespace.js";
import type { OpfsDbClass } from "./opfs-db-class.js";
import { createOpfsNamespace, type OpfsNamespace } from "./opfs-namespace.js";
import { inSQLite3Errors } from "./storage-errors.js";

/** Milliseconds that a connection waits for the locks of others. */
const BUSY_TIMEOUT = 10_000;

/** What {@link startOpfs} adds. */
export interface StartedOpfs {
  /** By their names in `sqlite3.oo1`. */
  readonly classes: Readonly<Record<string, OpfsDbClass>>;
  readonly opfs: OpfsNamespace;
}

/**
 * Starts the storage and registers its VFS.
 *
 * @param names - what it is registered as: `opfs`, `opfs-wl`
 * @throws StorageError when the storage cannot work here or its proxy does not start
 */
export async function startOpfs(
  { engine: { capi }, config, errors }: NamespaceParts,
  oo1: Oo1Namespace,
  names: readonly string[],
): Promise<StartedOpfs> {
  const storage = await Opfs.create({ ...config.opfs, log: (message) => config.debug(message) });
  const guard = inSQLite3Errors(errors.SQLite3Error, resultCodeOf, ResultCode.SQLITE_ERROR);
  const opfs = createOpfsNamespace(storage, guard, (...details) => config.log(...details));
  const { importDb } = opfs;
  const classes: Record<string, OpfsDbClass> = {};
  for (const vfs of names) {
    registerVfs(capi, { ...storage.vfs, name: vfs });
    const name = vfs === "opfs" ? "OpfsDb" : "OpfsWlDb";
    const postOpen = ({ pointer }: { readonly pointer?: number | undefined }) =>
      capi.sqlite3_busy_timeout(pointer as DatabasePointer, BUSY_TIMEOUT);
    classes[name] = Object.assign(createVfsDb(oo1.DB, { name, vfs, postOpen }), { importDb });
  }
  return { classes, opfs };
}
