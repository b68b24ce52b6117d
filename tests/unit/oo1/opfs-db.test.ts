import { beforeEach, expect, it } from "vitest";
import type { Capi } from "../../../src/capi/index.js";
import { type Database, OpfsDb, type OpfsDbOptions, setPostOpen } from "../../../src/oo1/index.js";
import { MemoryVfs, registerVfs } from "../../../src/vfs/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

let capi: Capi;
let openFiles: () => number;

beforeEach(async () => {
  ({ capi } = await loadTestEngine());
  const vfs = registerVfs(capi, new MemoryVfs("opfs"));
  openFiles = () => vfs.openFileCount;
});

/** The busy timeout of a new connection. */
function busyTimeout(options: OpfsDbOptions = {}): unknown {
  const db = new OpfsDb(capi, { filename: "/a.db", ...options });
  const resultRows: unknown[][] = [];
  db.exec("pragma busy_timeout", { resultRows: resultRows as never });
  db.close();
  return resultRows[0]?.[0];
}

it("every connection waits ten seconds for locks, whatever its own callback does", () => {
  const opened: Database[] = [];
  expect(busyTimeout()).toBe(10_000);
  expect(busyTimeout({ onOpen: (db) => opened.push(db) })).toBe(10_000);
  expect(busyTimeout({ onOpen: (db) => db.exec("pragma busy_timeout = 7") })).toBe(7);
  expect(opened.map((db) => db instanceof OpfsDb)).toEqual([true]);
});

it("a callback of the VFS is called with every connection instead, and before the connection's own", () => {
  const calls: string[] = [];
  setPostOpen(capi, "opfs", (db) => calls.push(`vfs ${db.filename}`));
  expect(busyTimeout({ filename: "/a.db", onOpen: () => calls.push("own") })).toBe(0);
  expect(busyTimeout({ filename: "/b.db" })).toBe(0);
  expect(calls).toEqual(["vfs /a.db", "own", "vfs /b.db"]);
  setPostOpen(capi, "opfs", undefined);
  expect(busyTimeout()).toBe(10_000);
});

it("a callback belongs to one VFS of one instance of SQLite", async () => {
  const other = (await loadTestEngine()).capi;
  registerVfs(other, new MemoryVfs("opfs"));
  registerVfs(capi, new MemoryVfs("second"));
  setPostOpen(other, "opfs", () => expect.unreachable());
  setPostOpen(capi, "second", (db) => db.exec("pragma busy_timeout = 5"));
  expect([busyTimeout(), busyTimeout({ vfs: "second" })]).toEqual([10_000, 5]);
});

it.each(["of the VFS", "of the connection"])("a callback %s that throws closes the connection", (whose) => {
  const fail = () => {
    throw new RangeError("not this one");
  };
  if (whose === "of the VFS") setPostOpen(capi, "opfs", fail);
  expect(() => new OpfsDb(capi, { filename: "/a.db", onOpen: fail })).toThrow("not this one");
  expect(openFiles()).toBe(0);
});
