import openDatabase from "web-sqlite-js";
import type { Contestant } from "../contestant.js";
import { INSERT, SELECT_POINT } from "../data.js";

/** web-sqlite-js, which keeps its databases with the VFS opfs of the official package. */
export const webSqliteJs: Contestant = {
  name: "web-sqlite-js",
  isPeer: true,
  async open(name) {
    const db = await openDatabase(name);
    return {
      exec: (sql) => db.exec(sql),
      insert: (row) => db.exec(INSERT, row),
      insertInLoop: (rows) =>
        db.transaction(async (tx) => {
          for (const row of rows) await tx.exec(INSERT, row);
        }),
      async find(id) {
        return (await db.query(SELECT_POINT, [id]))[0];
      },
      readAll: (sql) => db.query(sql),
      close: () => db.close(),
    };
  },
};
