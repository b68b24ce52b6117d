import { Factory, SQLITE_ROW } from "@journeyapps/wa-sqlite";
import createModule from "@journeyapps/wa-sqlite/dist/wa-sqlite.mjs";
import type { Connection, Storage } from "../contestant.js";

/** How the package's VFSes are made: by name, over its wasm module. */
export interface VfsClass {
  create(name: string, module: unknown): Promise<SQLiteVFS>;
}

/**
 * Starts the package's synchronous build.
 *
 * @param vfsName - the VFS's name; its pool also takes its folder from it
 * @param prefix - what a database's path begins with
 */
export async function startWaSqlite(
  vfsClass: VfsClass,
  vfsName: string,
  prefix: string,
  pragmas: string,
): Promise<Storage> {
  const module = await createModule();
  const api = Factory(module);
  api.vfs_register(await vfsClass.create(vfsName, module), true);
  return {
    async open(name) {
      const db = await api.open_v2(`${prefix}/${name}`);
      await api.exec(db, pragmas);
      return connect(api, db);
    },
    wasmBytes: () => module.HEAPU8.byteLength,
  };
}

function connect(api: SQLiteAPI, db: number): Connection {
  return {
    async exec(sql) {
      await api.exec(db, sql);
    },
    async runMany(sql, rows) {
      for await (const statement of api.statements(db, sql)) {
        for (const row of rows) {
          api.bind_collection(statement, row);
          await api.step(statement);
          await api.reset(statement);
        }
      }
    },
    async readMany(sql, ids) {
      let count = 0;
      for await (const statement of api.statements(db, sql)) {
        for (const id of ids) {
          api.bind(statement, 1, id);
          if ((await api.step(statement)) === SQLITE_ROW) {
            api.row(statement);
            count++;
          }
          await api.reset(statement);
        }
      }
      return count;
    },
    async readAll(sql) {
      const rows: unknown[][] = [];
      for await (const statement of api.statements(db, sql)) {
        while ((await api.step(statement)) === SQLITE_ROW) rows.push(api.row(statement));
      }
      return rows;
    },
    async close() {
      await api.close(db);
    },
  };
}
