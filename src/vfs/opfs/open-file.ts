import type { GatheredFile } from "../gather/gathered-file.js";
import type { FileRole } from "./layout/index.js";
import type { ProxyStore } from "./proxy-store.js";

/** A file that the proxy has open for this thread, whatever number of connections use it. */
export interface OpenFile {
  readonly path: string;
  /** What the proxy knows it by. */
  readonly number: number;
  readonly role: FileRole;
  readonly store: ProxyStore;
  readonly content: GatheredFile;
  /** Connections that use it; a journal stays open without any while its database is open. */
  users: number;
}
