import { open, type StorageKind } from "web-sqlite-v2";
import type { Contestant } from "../contestant.js";
import { INSERT, SELECT_POINT } from "../data.js";

/** This package, in one of its storages. */
export function ours(storage: StorageKind): Contestant {
  return {
    name: storage,
    isPeer: false,
    async open(name) {
      const db = await open(name, { storage });
      return {
        exec: (sql) => db.exec(sql),
        insert: (row) => db.run(INSERT, row),
        insertInLoop: (rows) =>
          db.transaction(async (tx) => {
            for (const row of rows) await tx.run(INSERT, row);
          }),
        insertMany: (rows) => db.runMany(INSERT, rows),
        find: (id) => db.get(SELECT_POINT, [id]),
        readAll: (sql) => db.query(sql),
        async readColumns(sql) {
          const [ids] = await db.values(sql);
          return ids?.length ?? 0;
        },
        close: () => db.close(),
      };
    },
  };
}
