import { loadEngine } from "../../../src/engine/index.js";
import type { SqlValue } from "../../../src/oo1/index.js";
import { OpfsDb } from "../../../src/oo1/opfs-db.js";
import { registerVfs } from "../../../src/vfs/index.js";
import { Opfs, type OpfsOptions } from "../../../src/vfs/opfs/index.js";
import { askForProxy } from "./sibling-proxy.js";

/** An engine over the shared storage of this thread. */
export type OpfsFixture = Awaited<ReturnType<typeof startOnOpfs>>;

/**
 * Starts an engine and the storage that it shares with all threads of the origin, behind a proxy that the page starts.
 *
 * @param proxyScript - address of another script for it
 */
export async function startOnOpfs(options: OpfsOptions = {}, proxyScript?: string) {
  const [{ capi }, opfs] = await Promise.all([
    loadEngine(),
    Opfs.create(
      options.proxyUrl === undefined ? { proxyPort: askForProxy(proxyScript), ...options } : options,
    ),
  ]);
  const vfs = registerVfs(capi, opfs.vfs);
  return { capi, opfs, vfs, open: (filename: string) => new OpfsDb(capi, { filename, vfs: vfs.name }) };
}

/** Reads the first column of all rows. */
export function column(db: OpfsDb, sql: string): SqlValue[] {
  const rows: SqlValue[][] = [];
  db.exec(sql, { resultRows: rows as never });
  return rows.map(([first]) => first as SqlValue);
}
