import type { FileEngine } from "../../../src/engine/index.js";
import { Database } from "../../../src/oo1/index.js";
import { Kvvfs, registerVfs } from "../../../src/vfs/kvvfs/index.js";
import type { TestStores } from "./stores.js";

let count = 0;

/** What a page has after it was loaded: a VFS of its own over the stores that were there before. */
export interface KvvfsPage {
  readonly kvvfs: Kvvfs;
  open(name: string): Database;
  /** Ends it; no connection may be open. */
  end(): void;
}

/** Registers a new VFS over stores. */
export function startPage({ capi }: FileEngine, stores: TestStores): KvvfsPage {
  const kvvfs = new Kvvfs({ pageStore: (name) => stores[name] });
  const vfs = `kvvfs-${++count}`;
  const registered = registerVfs(capi, { ...kvvfs.vfs, name: vfs });
  return {
    kvvfs,
    open: (filename) => new Database(capi, { filename, vfs }),
    end: () => registered.unregister(),
  };
}
