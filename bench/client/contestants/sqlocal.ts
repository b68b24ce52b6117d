import { SQLocal } from "sqlocal";
import type { Contestant } from "../contestant.js";
import { INSERT, SELECT_POINT } from "../data.js";

/** sqlocal, which keeps its databases with the VFS opfs of the official package. */
export const sqlocal: Contestant = {
  name: "sqlocal",
  isPeer: true,
  async open(name) {
    const db = new SQLocal(name);
    return {
      exec: (sql) => db.sql(sql),
      insert: (row) => db.sql(INSERT, ...row),
      insertInLoop: (rows) =>
        db.transaction(async (tx) => {
          for (const row of rows) await tx.query({ sql: INSERT, params: row });
        }),
      insertMany: (rows) => db.batch((sql) => rows.map((row) => sql(INSERT, ...row))),
      async find(id) {
        return (await db.sql(SELECT_POINT, id))[0];
      },
      readAll: (sql) => db.sql(sql),
      close: () => db.destroy(),
    };
  },
};
