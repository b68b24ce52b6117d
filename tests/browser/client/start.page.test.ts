import { describe, expect, it } from "vitest";
import { type Database, EngineError, open } from "web-sqlite-v2";
import { rejection } from "../../support/client/rejection.js";

describe("a worker that cannot start", () => {
  it.each([
    [
      "a missing script",
      { workerUrl: "/missing.js" },
      "worker",
      /missing\.js could not be loaded: HTTP status 404/,
    ],
    [
      "a script of the wrong type",
      { workerUrl: "/dist/sqlite3.wasm" },
      "worker",
      /served as application\/wasm/,
    ],
    ["a script that throws", { workerUrl: scriptOf("throw new Error('at once')") }, "worker", /at once/],
    ["a script that is no JavaScript", { workerUrl: scriptOf("this is no script") }, "worker", /the worker/],
    ["a script that does nothing", { workerUrl: scriptOf(""), openTimeout: 300 }, "worker", /within 300 ms/],
    [
      "a missing wasm",
      { wasmUrl: "/missing.wasm" },
      "wasm-fetch",
      /missing\.wasm could not be fetched: HTTP status 404/,
    ],
    ["a wasm that is none", { wasmUrl: "/dist/client/index.js" }, "wasm-compile", /dist\/client\/index\.js/],
  ])("for %s rejects open with the reason", async (_, options, code, message) => {
    const error = await rejection(
      (async function callOfTheUser() {
        return await open("app.db", options);
      })(),
    );
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ code });
    expect(error.message).toMatch(message);
    expect(error.stack).toContain("callOfTheUser");
  });

  it("leaves nothing behind: the next open works", async () => {
    const db = await open("app.db");
    expect(await db.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await db.close();
  });
});

it("takes a wasm file that is served with the wrong type", async () => {
  const bytes = await (await fetch("/dist/sqlite3.wasm")).arrayBuffer();
  const wasmUrl = URL.createObjectURL(new Blob([bytes], { type: "text/plain" }));
  const db = await open(":memory:", { wasmUrl });
  expect(await db.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await db.close();
});

describe("closing", () => {
  it("rejects what is pending, and ends a statement that never would", async () => {
    const db = await open("endless.db");
    await db.exec("CREATE TABLE note(a); INSERT INTO note VALUES (1)");
    const pending = [endless(db), db.run("INSERT INTO note VALUES (2)"), db.transaction(() => 1)].map(
      rejection,
    );
    await db.close();
    for (const error of await Promise.all(pending)) {
      expect(error).toMatchObject({ name: "AbortedError", code: "SQLITE_ABORT" });
    }
    expect(await rejection(db.query("SELECT 1"))).toMatchObject({ code: "SQLITE_MISUSE" });
    const again = await open("endless.db");
    expect(await again.query("SELECT a FROM note")).toEqual([{ a: 1 }]);
    await again.close();
  });
});

function endless(db: Database): Promise<unknown> {
  return db.query("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c");
}

function scriptOf(source: string): string {
  return URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
}
