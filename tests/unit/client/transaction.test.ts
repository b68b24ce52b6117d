import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database, Transaction } from "../../../src/client/index.js";
import { openInNode } from "../../support/client/open-in-node.js";
import { rejection } from "../../support/client/rejection.js";

let db: Database;
beforeEach(async () => {
  db = await openInNode();
  await db.exec(`PRAGMA foreign_keys = ON; CREATE TABLE t(a UNIQUE);
    CREATE TABLE child(a REFERENCES t(a) DEFERRABLE INITIALLY DEFERRED)`);
});
afterEach(() => db.close());

async function stored(): Promise<unknown[]> {
  const { rows } = await db.query("SELECT a FROM t ORDER BY a", [], { rowMode: "array" });
  return rows.flat();
}

const insert = (on: Pick<Transaction, "run">, value: number) => on.run("INSERT INTO t VALUES (?)", [value]);
const failure = new Error("the callback failed");

describe("a transaction", () => {
  it("commits when its function's promise fulfils, and gives its result", async () => {
    const result = await db.transaction(async (tx) => {
      await tx.exec("INSERT INTO t VALUES (1)");
      await insert(tx, 2);
      return tx.query("SELECT count(*) AS count FROM t");
    });
    expect(result).toEqual([{ count: 2 }]);
    expect(await stored()).toEqual([1, 2]);
  });

  it("may have a function that is not async", async () => {
    expect(await db.transaction(() => 7)).toBe(7);
  });

  it.each([
    ["rejects", () => Promise.reject(failure)],
    [
      "throws",
      () => {
        throw failure;
      },
    ],
  ])("rolls back when its function %s, and rejects with that very error", async (_, fail) => {
    const error = await rejection(
      db.transaction(async (tx) => {
        await insert(tx, 1);
        await fail();
      }),
    );
    expect(error).toBe(failure);
    expect(await stored()).toEqual([]);
  });

  it("goes on after an error that its function handles", async () => {
    await db.transaction(async (tx) => {
      await insert(tx, 1);
      await expect(insert(tx, 1)).rejects.toMatchObject({ code: "SQLITE_CONSTRAINT_UNIQUE" });
      await insert(tx, 2);
    });
    expect(await stored()).toEqual([1, 2]);
  });

  it("rolls back when committing fails, and rejects with the error of the commit", async () => {
    const error = await rejection(
      (async function callOfTheUser() {
        await db.transaction((tx) => tx.run("INSERT INTO child VALUES (99)"));
      })(),
    );
    expect(error).toMatchObject({ code: "SQLITE_CONSTRAINT_FOREIGNKEY" });
    expect(error.stack).toContain("callOfTheUser");
    expect(await db.query("SELECT * FROM child")).toEqual([]);
    await db.transaction((tx) => insert(tx, 1));
    expect(await stored()).toEqual([1]);
  });

  it("that SQLite has rolled back itself runs nothing more", async () => {
    const error = await rejection(
      db.transaction(async (tx) => {
        await insert(tx, 1);
        await tx.run("INSERT OR ROLLBACK INTO t VALUES (1)").catch(() => undefined);
        await insert(tx, 2);
      }),
    );
    expect(error).toMatchObject({ code: "SQLITE_ABORT" });
    expect(await stored()).toEqual([]);
  });

  it("refuses to be used when it is over", async () => {
    let kept: Transaction | undefined;
    await db.transaction((tx) => {
      kept = tx;
    });
    const late = kept as Transaction;
    for (const call of [
      late.exec(""),
      late.query("SELECT 1"),
      late.run("SELECT 1"),
      late.transaction(() => 1),
    ]) {
      expect(await rejection(call)).toMatchObject({
        code: "SQLITE_MISUSE",
        message: expect.stringContaining("over") as string,
      });
    }
  });

  it("makes the calls on its database wait, in their order", async () => {
    const order: string[] = [];
    const note = (what: string) => () => order.push(what);
    await Promise.all([
      insert(db, 0).then(note("before")),
      db
        .transaction(async (tx) => {
          await insert(tx, 1);
          await new Promise((resolve) => setTimeout(resolve, 20));
          expect(await tx.query("SELECT a FROM t")).toEqual([{ a: 0 }, { a: 1 }]);
          await insert(tx, 2);
        })
        .then(note("first")),
      insert(db, 3).then(note("between")),
      db.transaction((tx) => insert(tx, 4)).then(note("second")),
      db.exec("INSERT INTO t VALUES (5)").then(note("after")),
    ]);
    expect(order).toEqual(["before", "first", "between", "second", "after"]);
    expect(await stored()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("lets those that wait go on when it fails", async () => {
    const failing = rejection(db.transaction(() => Promise.reject(failure)));
    const waiting = insert(db, 1);
    expect(await failing).toBe(failure);
    expect(await waiting).toMatchObject({ changes: 1 });
  });

  it("is not begun inside one that SQL began, which stays as it is", async () => {
    await db.exec("BEGIN");
    await insert(db, 1);
    expect((await rejection(db.transaction(() => 1))).message).toMatch(/within a transaction/);
    await db.exec("COMMIT");
    expect(await stored()).toEqual([1]);
  });
});

describe("a nested transaction", () => {
  it("is undone alone when it fails", async () => {
    await db.transaction(async (tx) => {
      await insert(tx, 1);
      const nested = tx.transaction(async (inner) => {
        await insert(inner, 2);
        await inner.transaction((innermost) => insert(innermost, 3));
        throw failure;
      });
      expect(await rejection(nested)).toBe(failure);
      await tx.transaction((inner) => insert(inner, 4));
    });
    expect(await stored()).toEqual([1, 4]);
  });

  it("is undone with the one around it", async () => {
    await rejection(
      db.transaction(async (tx) => {
        await tx.transaction((inner) => insert(inner, 1));
        throw failure;
      }),
    );
    expect(await stored()).toEqual([]);
  });

  it("makes the calls on the one around it wait", async () => {
    await db.transaction(async (tx) => {
      const nested = tx.transaction(async (inner) => {
        await insert(inner, 1);
        await new Promise((resolve) => setTimeout(resolve, 10));
        throw failure;
      });
      const outer = insert(tx, 2);
      expect(await rejection(nested)).toBe(failure);
      await outer;
    });
    expect(await stored()).toEqual([2]);
  });

  it("is waited for when the function around it forgot to", async () => {
    await db.transaction((tx) => {
      void tx.transaction(async (inner) => {
        await insert(inner, 1);
        await new Promise((resolve) => setTimeout(resolve, 10));
        await insert(inner, 2);
      });
      void insert(tx, 3);
    });
    expect(await stored()).toEqual([1, 2, 3]);
  });
});
