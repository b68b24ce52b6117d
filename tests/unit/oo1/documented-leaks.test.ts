import { beforeAll, describe, expect, it } from "vitest";
import type { FileEngine } from "../../../src/engine/index.js";
import type { DBClass } from "../../../src/oo1/index.js";
import { footprintOf } from "../../support/engine/footprint.js";
import { loadOo1 } from "../../support/oo1/load-oo1.js";

const ROUNDS = 10_000;

let engine: FileEngine;
let DB: DBClass;

beforeAll(async () => {
  ({ engine, DB } = await loadOo1());
});

/** Warms up (caches, the scratch block, the largest memory that one round takes), then runs all rounds. */
function expectNothingLeft(round: (index: number) => void): void {
  for (let index = 0; index < 50; index++) round(index);
  const before = footprintOf(engine);
  for (let index = 0; index < ROUNDS; index++) round(index);
  expect(footprintOf(engine)).toEqual(before);
}

function attempt(body: () => unknown): void {
  expect(body).toThrow();
}

describe(`${ROUNDS} rounds leave memory, function table and pseudo-stack as they were`, () => {
  it("of opening, preparing, binding, stepping, failing, finalizing and closing", {
    timeout: 120_000,
  }, () => {
    expectNothingLeft((index) => {
      const db = new DB(":memory:", index % 2 === 0 ? "c" : "ct");
      db.exec("CREATE TABLE t(a UNIQUE, b)");
      const insert = db.prepare("INSERT INTO t VALUES($a, ?2)");
      insert.bind({ $a: index }).bind(2, `text ${index}`).stepReset();
      try {
        insert.step();
      } catch {
        insert.resetNoThrow(true);
      }
      insert.bindAsBlob("$a", "a blob").bind(2, new Uint8Array(100)).stepFinalize();
      db.exec({
        sql: "SELECT * FROM t",
        rowMode: "object",
        callback: (_row, statement) => statement.pointer,
      });
      db.selectObjects(["SELECT * ", "FROM t WHERE a = ?"], [index]);
      // What follows fails or stays open: closing the connection has to clear it away.
      db.prepare("SELECT * FROM t").step();
      if (index % 100 === 0) {
        attempt(() => db.prepare("SELECT nothing"));
        attempt(() => db.exec("INSERT INTO t VALUES(1, 2); SELEC"));
        attempt(() => db.selectValue("SELECT ?", [1, 2]));
        attempt(() => db.transaction(() => db.exec("INSERT INTO nowhere VALUES(1)")));
        attempt(() => new DB("/no/such/folder.db"));
      }
      db.close();
    });
  });

  it("of connections with functions that are called, fail, are defined anew and go with them", {
    timeout: 120_000,
  }, () => {
    expectNothingLeft((index) => {
      const db = new DB();
      db.createFunction("f", (_context, a) => `result ${a}`);
      db.selectValue("SELECT f(?)", index);
      db.createFunction("f", (_context, _a) => {
        throw new Error("mine");
      });
      if (index % 100 === 0) attempt(() => db.selectValue("SELECT f(1)"));
      db.close();
    });
  });

  it("of defining scalar and window functions on one connection", { timeout: 120_000 }, () => {
    const db = new DB();
    expectNothingLeft((index) => {
      db.createFunction({ name: "f", xFunc: () => index, deterministic: true });
      db.createFunction({
        name: "w",
        xStep: (_context, _a) => undefined,
        xInverse: (_context, _a) => undefined,
        xValue: () => 1,
        xFinal: () => 2,
      });
      if (index % 100 === 0) attempt(() => db.createFunction("f".repeat(256), () => 1));
    });
    db.close();
  });
});
