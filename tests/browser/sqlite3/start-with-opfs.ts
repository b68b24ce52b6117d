import sqlite3InitModule, { type Sqlite3, type Sqlite3ApiConfig } from "../../../src/sqlite3/index.js";
import { askForProxy } from "../../support/opfs/sibling-proxy.js";

/** Starts a namespace with these settings. */
export async function startWith(settings: Sqlite3ApiConfig): Promise<Sqlite3> {
  const scope = globalThis as { sqlite3ApiConfig?: Sqlite3ApiConfig };
  scope.sqlite3ApiConfig = settings;
  try {
    return await sqlite3InitModule();
  } finally {
    delete scope.sqlite3ApiConfig;
  }
}

/** Starts a namespace whose VFS `opfs` has a proxy that the page has started. */
export async function startWithOpfs() {
  const sqlite3 = await startWith({ opfs: { proxyPort: askForProxy() } });
  const { OpfsDb, OpfsWlDb } = sqlite3.oo1;
  if (OpfsDb === undefined || OpfsWlDb === undefined) throw new Error("the VFS opfs did not start");
  return { sqlite3, OpfsDb, OpfsWlDb };
}
