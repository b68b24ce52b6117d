import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChangeEvent, Database } from "../../../src/client/index.js";
import { openInNode } from "../../support/client/open-in-node.js";
import { rejection } from "../../support/client/rejection.js";

let db: Database;
let events: ChangeEvent[];
beforeEach(async () => {
  db = await openInNode();
  events = [];
  await db.exec(
    "CREATE TABLE t(id INTEGER PRIMARY KEY, v UNIQUE); CREATE TABLE w(k PRIMARY KEY, v) WITHOUT ROWID",
  );
});
afterEach(() => db.close());

const listen = () => db.on("change", (event) => events.push(event));

/** What was told, a text for each change, a list for each transaction. */
const told = () =>
  events.map(({ changes }) =>
    changes.map((change) => {
      if (change.operation === "many") return `many ${change.table} ${change.count}`;
      const { operation, table, rowid, previousRowid } = change;
      return `${operation} ${table} ${previousRowid === undefined ? "" : `${previousRowid}->`}${rowid}`;
    }),
  );

async function run(sql: string): Promise<unknown> {
  await db.exec(sql);
  return told();
}

describe("changes", () => {
  it("come once for each transaction, in order, before the call that made them fulfils", async () => {
    listen();
    expect(await run("INSERT INTO t VALUES (1, 'a'), (2, 'b')")).toEqual([["insert t 1", "insert t 2"]]);
    events = [];
    await db.exec(
      "UPDATE t SET v = 'c' WHERE id = 2; BEGIN; DELETE FROM t WHERE id = 1; INSERT INTO t VALUES (9, 9); COMMIT",
    );
    expect(told()).toEqual([["update t 2"], ["delete t 1", "insert t 9"]]);
    expect(events[0]?.changes[0]).toEqual({ schema: "main", table: "t", operation: "update", rowid: 2 });
  });

  it("of a transaction come when it is committed", async () => {
    listen();
    await db.transaction(async (tx) => {
      await tx.exec("INSERT INTO t VALUES (1, 1)");
      expect(events).toEqual([]);
      await tx.transaction((inner) => inner.exec("INSERT INTO t VALUES (2, 2)"));
      expect(events).toEqual([]);
    });
    expect(told()).toEqual([["insert t 1", "insert t 2"]]);
  });

  it("include rows that REPLACE removes, cascades, triggers, and rows of a DELETE without WHERE", async () => {
    await db.exec(`INSERT INTO t VALUES (1, 'a'), (2, 'b'); CREATE TABLE log(x);
      CREATE TRIGGER after_insert AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.id); END`);
    // Prepared before anybody listens, it would empty the table without looking at its rows.
    await db.exec("DELETE FROM log");
    await db.run("DELETE FROM log");
    listen();
    expect(await run("INSERT OR REPLACE INTO t VALUES (3, 'a')")).toEqual([
      ["delete t 1", "insert t 3", "insert log 1"],
    ]);
    events = [];
    await db.run("DELETE FROM log");
    await db.exec("DELETE FROM t");
    expect(told()).toEqual([["delete log 1"], ["delete t 2", "delete t 3"]]);
  });

  it("of tables without rowids have none, and those of attached and temporary tables name their schema", async () => {
    await db.exec("ATTACH ':memory:' AS aux; CREATE TABLE aux.t(a); CREATE TEMP TABLE u(a)");
    listen();
    await db.exec("INSERT INTO w VALUES ('k', 1); UPDATE w SET v = 2; DELETE FROM w");
    await db.exec("INSERT INTO aux.t VALUES (1); INSERT INTO u VALUES (1)");
    expect(told()).toEqual([
      ["insert w null"],
      ["update w null"],
      ["delete w null"],
      ["insert t 1"],
      ["insert u 1"],
    ]);
    expect(events.slice(3).map(({ changes }) => changes[0]?.schema)).toEqual(["aux", "temp"]);
  });

  it("have rowids beyond 2^53 as bigints, and the rowid before where it has changed", async () => {
    listen();
    await db.exec("INSERT INTO t VALUES (9007199254740993, 1); UPDATE t SET id = -5");
    expect(told()).toEqual([["insert t 9007199254740993"], ["update t 9007199254740993->-5"]]);
    expect(events[0]?.changes[0]).toMatchObject({ rowid: 9007199254740993n });
  });

  it("of names with any characters are told by these names", async () => {
    await db.exec(`CREATE TABLE "tä ble😀"(a)`);
    listen();
    expect(await run(`INSERT INTO "tä ble😀" VALUES (1)`)).toEqual([["insert tä ble😀 1"]]);
  });
});

describe("what is undone is not told", () => {
  beforeEach(() => {
    listen();
  });

  it.each([
    ["a transaction that is rolled back", "BEGIN; INSERT INTO t VALUES (1, 1); ROLLBACK", []],
    [
      "a savepoint that is gone back to, whatever its name looks like",
      `SAVEPOINT a; INSERT INTO t VALUES (1, 1); SAVEPOINT "B b"; INSERT INTO t VALUES (2, 2);
       /* back */ ROLLBACK TRANSACTION TO SAVEPOINT [b B]; INSERT INTO t VALUES (3, 3); RELEASE 'A'`,
      [["insert t 1", "insert t 3"]],
    ],
    [
      "a savepoint, which can be gone back to again, and takes those within it along",
      `BEGIN; savepoint x; INSERT INTO t VALUES (1, 1); SAVEPOINT x; INSERT INTO t VALUES (2, 2); release x;
       -- the outer one
       rollback to x; INSERT INTO t VALUES (3, 3); ROLLBACK TO x; INSERT INTO t VALUES (4, 4); COMMIT`,
      [["insert t 4"]],
    ],
    [
      "a savepoint in which another table was the first to change",
      "BEGIN; SAVEPOINT a; INSERT INTO w VALUES (1, 1); ROLLBACK TO a; INSERT INTO t VALUES (7, 7); COMMIT",
      [["insert t 7"]],
    ],
    ["an outermost savepoint", "SAVEPOINT a; INSERT INTO t VALUES (1, 1); ROLLBACK TO a; RELEASE a", []],
  ])("%s", async (_, script, expected) => {
    expect(await run(script)).toEqual(expected);
  });

  it("a statement that fails in a transaction, with what its triggers did", async () => {
    await db.exec(`CREATE TABLE log(x); INSERT INTO t VALUES (5, 'taken');
      CREATE TRIGGER after_insert AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.id); END`);
    events = [];
    await db.transaction(async (tx) => {
      await tx.exec("INSERT INTO t VALUES (1, 'a')");
      await rejection(tx.exec("INSERT INTO t VALUES (2, 'b'), (3, 'taken')"));
      await rejection(tx.run("INSERT INTO t VALUES (4, 'c'), (5, 'd')"));
      await rejection(tx.run("INSERT INTO nowhere VALUES (4)"));
      await tx.exec("INSERT INTO t VALUES (6, 'e')");
    });
    expect(told()).toEqual([["insert t 1", "insert log 1", "insert t 6", "insert log 2"]]);
  });

  it("but the rows before the one that fails with OR FAIL are told, since they stay", async () => {
    await db.exec("INSERT INTO t VALUES (5, 'taken')");
    events = [];
    await db.transaction(async (tx) => {
      await rejection(tx.exec("INSERT OR FAIL INTO t VALUES (2, 'b'), (3, 'taken')"));
    });
    await rejection(db.exec("INSERT OR FAIL INTO t VALUES (7, 'g'), (8, 'taken')"));
    expect(told()).toEqual([["insert t 2"], ["insert t 7"]]);
    expect(await db.query("SELECT id FROM t")).toHaveLength(3);
  });

  it("a statement or a transaction that fails outside of one", async () => {
    await rejection(db.exec("INSERT INTO t VALUES (1, 'a'), (1, 'b')"));
    await rejection(
      db.transaction(async (tx) => {
        await tx.exec("INSERT INTO t VALUES (1, 'a')");
        throw new Error("no");
      }),
    );
    await db.exec(
      "CREATE TABLE child(a REFERENCES t(id) DEFERRABLE INITIALLY DEFERRED); PRAGMA foreign_keys = ON",
    );
    await rejection(db.transaction((tx) => tx.exec("INSERT INTO child VALUES (77)")));
    expect(events).toEqual([]);
  });

  it("a nested transaction that throws", async () => {
    await db.transaction(async (tx) => {
      await tx.exec("INSERT INTO t VALUES (1, 1)");
      await rejection(
        tx.transaction(async (inner) => {
          await inner.exec("INSERT INTO t VALUES (2, 2)");
          throw new Error("no");
        }),
      );
      await tx.exec("INSERT INTO t VALUES (3, 3)");
    });
    expect(told()).toEqual([["insert t 1", "insert t 3"]]);
  });
});

describe("many changes", () => {
  const insert = (
    from: number,
    to: number,
  ) => `WITH RECURSIVE c(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM c WHERE n < ${to})
    INSERT INTO t SELECT n, n FROM c`;

  it("are told one by one up to a thousand, and as a number beyond", async () => {
    listen();
    await db.exec(insert(1, 1000));
    await db.exec(insert(1001, 2001));
    expect(told()[0]).toHaveLength(1000);
    expect(told()[1]).toEqual(["many t 1001"]);
  });

  it("in one table leave others that are complete as they are", async () => {
    listen();
    await db.exec(`BEGIN; INSERT INTO w VALUES (1, 1); ${insert(1, 5000)}; DELETE FROM w; COMMIT`);
    expect(told()).toEqual([["many w 2", "many t 5000"]]);
    events = [];
    await db.exec(`BEGIN; INSERT INTO w VALUES (1, 1); DELETE FROM t; COMMIT`);
    expect(told()).toEqual([["insert w null", "many t 5000"]]);
  });

  it("that are undone leave what was told before them", async () => {
    listen();
    await db.exec(
      `BEGIN; INSERT INTO w VALUES (1, 1); SAVEPOINT s; ${insert(1, 5000)}; ROLLBACK TO s; COMMIT`,
    );
    expect(told()).toEqual([["insert w null"]]);
  });
});

describe("a listener", () => {
  it("hears nothing after it was removed, by its function or its signal", async () => {
    const unsubscribe = listen();
    const controller = new AbortController();
    let count = 0;
    db.on("change", () => count++, { signal: controller.signal });
    db.on("change", () => count++, { signal: AbortSignal.abort() });
    await db.exec("INSERT INTO t VALUES (1, 1)");
    unsubscribe();
    unsubscribe();
    await db.exec("INSERT INTO t VALUES (2, 2)");
    controller.abort();
    await db.exec("INSERT INTO t VALUES (3, 3)");
    expect([told(), count]).toEqual([[["insert t 1"]], 2]);
    listen();
    await db.exec("INSERT INTO t VALUES (4, 4)");
    expect(told()).toEqual([["insert t 1"], ["insert t 4"]]);
  });

  it("hears of the database that an import has put in place, and not of the import", async () => {
    listen();
    await db.exec("INSERT INTO t VALUES (1, 1)");
    await db.import(await db.export());
    await db.exec("INSERT INTO t VALUES (2, 2)");
    expect(told()).toEqual([["insert t 1"], ["insert t 2"]]);
  });

  it("must be a function, of an event that there is", () => {
    expect(() => db.on("change", null as unknown as () => void)).toThrow(TypeError);
    expect(() => db.on("commit" as "change", () => {})).toThrow(TypeError);
  });
});
