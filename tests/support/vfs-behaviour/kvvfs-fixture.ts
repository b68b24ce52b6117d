import { Kvvfs } from "../../../src/vfs/kvvfs/index.js";
import { type EngineLoader, startVfs, type VfsFixture } from "./fixture.js";

/** Storages in memory, each a database as texts by keys, in place of SQLite's own VFS of this name. */
export function kvvfsFixture(load: EngineLoader): VfsFixture {
  return {
    name: "kvvfs",
    lacks: {
      deleteWhileOpen: "a storage that is open is in use",
      paths: "storages have names",
      wal: "a log would have to be rewritten as a whole with every transaction",
      sparse: "a file that is no database is cut anew as one array when it looks like one",
    },
    async start() {
      const loadWithoutOwn: EngineLoader = async () => {
        const engine = await load();
        const { capi } = engine;
        const name = capi.allocator.allocCString("kvvfs");
        capi.sqlite3_vfs_unregister(capi.sqlite3_vfs_find(name));
        capi.allocator.free(name);
        return engine;
      };
      return startVfs(loadWithoutOwn, new Kvvfs().vfs);
    },
  };
}
