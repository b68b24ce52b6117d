import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/client/index.js";
import { openInNode } from "../../support/client/open-in-node.js";

const TWO_NAMED_ALIKE = "SELECT 1 AS a, 'x' AS a UNION ALL SELECT 2, NULL";

let db: Database;
beforeEach(async () => {
  db = await openInNode();
});
afterEach(() => db.close());

describe("a stream of arrays", () => {
  it("keeps all columns where two have the same name", async () => {
    const rows = [];
    for await (const row of db.stream(TWO_NAMED_ALIKE, [], { rowMode: "array" })) rows.push(row);
    expect(rows).toEqual([
      [1, "x"],
      [2, null],
    ]);
  });

  it("comes from a prepared statement as well, which names the columns", async () => {
    const statement = await db.prepare(TWO_NAMED_ALIKE);
    const batches = [];
    for await (const rows of statement.stream([], { rowMode: "array", batchSize: 1 }).batches()) {
      batches.push(rows);
    }
    expect(statement.columns).toEqual(["a", "a"]);
    expect(batches).toEqual([[[1, "x"]], [[2, null]]]);
  });

  it("refuses a form that streams have not", () => {
    expect(() => db.stream("SELECT 1", [], { rowMode: "columns" as "array" })).toThrow(TypeError);
  });
});
