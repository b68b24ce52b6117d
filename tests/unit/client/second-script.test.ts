import { expect, it, onTestFinished, vi } from "vitest";
import type { Database } from "../../../src/client/index.js";
import { rejection } from "../../support/client/rejection.js";

/** The client's modules anew, so that the second script has yet to be loaded. */
async function openMemory(): Promise<Database> {
  vi.resetModules();
  const { openInNode } = await import("../../support/client/open-in-node.js");
  const db = await openInNode(":memory:");
  onTestFinished(() => db.close());
  return db;
}

it("calls reach the worker in the order in which they are made, although a script is loaded meanwhile", async () => {
  const db = await openMemory();
  await db.exec("CREATE TABLE t(x); INSERT INTO t VALUES (1)");
  const made = db.createFunction("twice", { scalar: (x: number) => 2 * x });
  const doubled = db.query("SELECT twice(x) AS y FROM t");
  const exported = db.export({ as: "bytes" });
  const deleted = db.run("DELETE FROM t");
  await made;
  expect(await doubled).toEqual([{ y: 2 }]);
  await db.import(await exported);
  expect(await deleted).toMatchObject({ changes: 1 });
  expect(await db.query("SELECT x FROM t")).toEqual([{ x: 1 }]);
});

it("wrong arguments are told at once, although the call waits for a transaction", async () => {
  const db = await openMemory();
  await db.transaction(async (tx) => {
    expect((await rejection(db.createFunction("", { scalar: () => 1 }))).name).toBe("TypeError");
    expect((await rejection(db.export({ as: "file" as "blob" }))).name).toBe("TypeError");
    expect((await rejection(db.import("file" as never))).name).toBe("TypeError");
    expect(await tx.value("SELECT 1")).toBe(1);
  });
  expect(await db.value("SELECT 2")).toBe(2);
});

it("calls that wait for the script end with their database", async () => {
  const db = await openMemory();
  const calls = [db.createFunction("one", { scalar: () => 1 }), db.export(), db.run("SELECT 1")];
  const reasons = Promise.all(calls.map((call) => rejection(call)));
  await db.close();
  expect((await reasons).map(({ name }) => name)).toEqual(["AbortedError", "AbortedError", "AbortedError"]);
});
