import { describe, expect, it } from "vitest";
import { open, type Pragmas } from "web-sqlite-v2";
import { rejection } from "../../support/client/rejection.js";

/** Fulfils from outside. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe("two handles of one database", () => {
  it("see each other's changes, and each is closed by itself", async () => {
    const [first, second] = await Promise.all([open("handles.db"), open("handles.db")]);
    await first.exec("CREATE TABLE note(a)");
    await second.run("INSERT INTO note VALUES (1)");
    expect(await first.value("SELECT a FROM note")).toBe(1);
    await first.close();
    expect(await rejection(first.query("SELECT 1"))).toMatchObject({ name: "MisuseError" });
    expect(await second.value("SELECT a FROM note")).toBe(1);
    await second.close();
    const third = await open("handles.db");
    expect(await third.value("SELECT a FROM note")).toBe(1);
    await third.close();
  });

  it("have their transactions take turns", async () => {
    const [first, second] = [await open("turns.db"), await open("turns.db")];
    await first.exec("CREATE TABLE note(a)");
    const { opened, open: letGo } = gate();
    const transaction = first.transaction(async (tx) => {
      await tx.run("INSERT INTO note VALUES (1)");
      await opened;
      throw new Error("rolled back");
    });
    const waiting = second.value("SELECT count(*) FROM note");
    letGo();
    expect((await rejection(transaction)).message).toBe("rolled back");
    expect(await waiting).toBe(0);
    await Promise.all([first.close(), second.close()]);
  });

  it("wait for each other no longer than their busyTimeout", async () => {
    const first = await open("busy.db");
    const second = await open("busy.db", { busyTimeout: 100 });
    const { opened, open: letGo } = gate();
    const transaction = first.transaction(() => opened);
    expect(await rejection(second.value("SELECT 1"))).toMatchObject({
      name: "BusyError",
      code: "SQLITE_BUSY",
    });
    letGo();
    await transaction;
    expect(await second.value("SELECT 1")).toBe(1);
    await Promise.all([first.close(), second.close()]);
  });

  it("do not hinder each other when one is closed in a transaction, which is rolled back", async () => {
    const [first, second] = [await open("closed.db"), await open("closed.db")];
    await first.exec("CREATE TABLE note(a)");
    const transaction = rejection(
      first.transaction(async (tx) => {
        await tx.run("INSERT INTO note VALUES (1)");
        await first.close();
        await new Promise(() => {});
      }),
    );
    expect(await transaction).toMatchObject({ name: "AbortedError" });
    expect(await second.value("SELECT count(*) FROM note")).toBe(0);
    await second.transaction((tx) => tx.run("INSERT INTO note VALUES (2)"));
    await second.close();
  });

  it("leave a transaction alone that SQL has begun when one is closed in the middle of its rows", async () => {
    const [first, second] = [await open("begun.db"), await open("begun.db")];
    await first.exec("CREATE TABLE note(a); BEGIN");
    await second.run("INSERT INTO note VALUES (1)");
    const { opened, open: letGo } = gate();
    const text = "sent before the handle is closed ".repeat(100);
    async function* rows() {
      for (let sent = 0; sent < 1_500_000; sent += text.length) yield [text];
      // What is sent by now fills the first request.
      closing.open();
      await opened;
      yield ["and this after it"];
    }
    const closing = gate();
    const running = rejection(first.runMany("INSERT INTO note VALUES (?)", rows()));
    await closing.opened;
    await first.close();
    letGo();
    expect(await running).toMatchObject({ name: "AbortedError" });
    await second.exec("COMMIT");
    expect(await second.values("SELECT a FROM note")).toEqual([Float64Array.of(1)]);
    await second.close();
  });

  it("have one durability and one set of pragmas", async () => {
    const first = await open("settings.db", { pragmas: { foreign_keys: true } });
    expect(await first.value("PRAGMA foreign_keys")).toBe(1);
    const error = await rejection(open("settings.db"));
    expect(error).toMatchObject({ name: "LockedError", code: "locked" });
    expect(error.message).toContain("this page has the database");
    await first.close();
    const second = await open("settings.db");
    expect(await second.value("PRAGMA foreign_keys")).toBe(0);
    await second.close();
  });

  it("may be opened and closed at the same time, over and over", async () => {
    await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, index * 20));
        const db = await open("often.db");
        expect(await db.value("SELECT 1")).toBe(1);
        await db.close();
      }),
    );
  });
});

describe("opening", () => {
  it("is given up by a signal, which ends nobody else's", async () => {
    const controller = new AbortController();
    const given = rejection(open("signal.db", { signal: controller.signal }));
    const other = open("signal.db");
    controller.abort(new Error("no need"));
    expect((await given).message).toBe("no need");
    const db = await other;
    expect(await db.value("SELECT 1")).toBe(1);
    await db.close();
    await expect(open("signal.db", { signal: AbortSignal.abort("before") })).rejects.toBe("before");
  });

  it("tells pragmas apart that are written alike", async () => {
    const first = await open("alike.db", { pragmas: { temp_store: "memory,cache_size,-1000" } });
    const error = await rejection(open("alike.db", { pragmas: { temp_store: "memory", cache_size: -1000 } }));
    expect(error).toMatchObject({ name: "LockedError", code: "locked" });
    await first.close();
  });

  it("sets pragmas, those among them that come before the first table", async () => {
    const pragmas = { page_size: 4096, cache_size: -1000, foreign_keys: true, temp_store: "memory" };
    const db = await open("pragmas.db", { pragmas });
    await db.exec("CREATE TABLE note(a)");
    expect(await db.value("PRAGMA page_size")).toBe(4096);
    expect(await db.value("PRAGMA cache_size")).toBe(-1000);
    expect(await db.value("PRAGMA foreign_keys")).toBe(1);
    expect(await db.value("PRAGMA temp_store")).toBe(2);
    await db.close();
  });

  it.each([
    ["a name that is none", { "foreign keys": 1 }, "not the name of a pragma"],
    ["the library's own", { locking_mode: "normal" }, "the library's own"],
    ["a value that is none", { cache_size: {} as number }, "must be a string, a finite number or a boolean"],
    ["what cannot be sent", { cache_size: (() => 1) as unknown as number }, "could not be cloned"],
    ["a bigint", { cache_size: 1n as unknown as number }, "BigInt"],
    ["what is no object", null as unknown as Pragmas, "null"],
  ])("refuses as a pragma %s", async (_, pragmas, message) => {
    expect((await rejection(open("pragmas.db", { pragmas }))).message).toContain(message);
  });
});
