import { expect, expectTypeOf, it } from "vitest";
import type { SqlRow, SqlValue } from "../../../src/oo1/index.js";
import { loadOo1 } from "../../support/oo1/load-oo1.js";

/** The types are checked by `npm run typecheck`, the values when this runs. */
it("exec is typed by its row mode, its return value and whether there is a callback", async () => {
  const { DB } = await loadOo1();
  const db = new DB();
  const sql = "SELECT 1 AS a";

  const chained = db.exec(sql).exec(sql, { bind: [] }).exec({ sql, returnValue: "this", rowMode: 0 });
  expectTypeOf(chained).toEqualTypeOf(db);
  expect(chained).toBe(db);

  const arrays = db.exec(sql, { returnValue: "resultRows" });
  expectTypeOf(arrays).toEqualTypeOf<SqlValue[][]>();
  const objects = db.exec({ sql, rowMode: "object" });
  expectTypeOf(objects).toEqualTypeOf<SqlRow[]>();
  const firsts = db.exec({ sql, rowMode: 0 });
  expectTypeOf(firsts).toEqualTypeOf<SqlValue[]>();
  const named = db.exec({ sql, rowMode: "$a" });
  expectTypeOf(named).toEqualTypeOf<SqlValue[]>();
  const saved = db.exec({ sql, returnValue: "saveSql" });
  expectTypeOf(saved).toEqualTypeOf<string[]>();
  expect([arrays, objects, firsts, named, saved]).toEqual([[[1]], [{ a: 1 }], [1], [1], [sql]]);

  const seen: SqlValue[] = [];
  db.exec(sql, { callback: (row) => seen.push(row[0] ?? null) });
  db.exec({
    sql,
    rowMode: "object",
    callback: (row, statement) => seen.push(row.a ?? null, statement.getInt(0)),
  });
  db.exec({ sql, rowMode: "stmt", callback: (statement) => seen.push(statement.get(0)) });
  db.exec({ sql, rowMode: "$a", callback: (value) => seen.push(value) });
  expect(seen).toEqual([1, 1, 1, 1, 1]);

  // @ts-expect-error a statement is no row to keep
  expect(() => db.exec({ sql, rowMode: "stmt", resultRows: [] })).toThrow(/"stmt" needs a callback/);
});
