import { describe, expect, it } from "vitest";
import { EngineError, SqliteError, StorageError } from "../../../src/base/index.js";
import { reviveError, serializeError } from "../../../src/protocol/index.js";

const sqliteError = new SqliteError("UNIQUE constraint failed: t.a", {
  code: "SQLITE_CONSTRAINT_UNIQUE",
  resultCode: 19,
  extendedResultCode: 2067,
  offset: 7,
  sql: "INSERT INTO t VALUES (1)",
});

const noSuchTable = { code: "SQLITE_ERROR", resultCode: 1, extendedResultCode: 1, sql: "SELECT * FROM t" };

/** Sends an error through what `postMessage` does to it. */
function travel(error: unknown, callSite?: Error): Error {
  return reviveError(structuredClone(serializeError(error)), callSite);
}

describe("an error on the wire", () => {
  it.each([
    ["SqliteError", new SqliteError("no such table: t", noSuchTable), SqliteError],
    ["StorageError", new StorageError("failed", "held by another tab"), StorageError],
    ["EngineError", new EngineError("abort", "the engine aborted"), EngineError],
    ["TypeError", new TypeError("not a string"), TypeError],
    ["RangeError", new RangeError("too many"), RangeError],
    ["Error", new Error("plain"), Error],
    ["QuotaExceededError", new DOMException("no room", "QuotaExceededError"), Error],
  ])("keeps class, fields, message and stack of a %s", (name, error, errorClass) => {
    const revived = travel(error);
    expect(revived).toBeInstanceOf(errorClass);
    expect(revived.name).toBe(name);
    expect(revived.message).toBe(error.message);
    expect(revived.stack).toBe(error.stack);
    if (!(error instanceof DOMException)) expect({ ...revived }).toEqual({ ...error });
  });

  it("keeps the chain of causes, with the stack of each", () => {
    const root = new DOMException("no room", "QuotaExceededError");
    const storage = new StorageError("quota", "the quota is used up", { cause: root });
    const revived = travel(new RangeError("outer", { cause: storage }));
    expect(revived.cause).toBeInstanceOf(StorageError);
    expect(revived.cause).toMatchObject({ code: "quota", stack: storage.stack });
    expect((revived.cause as Error).cause).toMatchObject({ name: "QuotaExceededError", message: "no room" });
  });

  it("ends where causes go round in a circle", () => {
    const error = new Error("circle");
    error.cause = error;
    let depth = 0;
    for (let each: unknown = travel(error); each instanceof Error; each = each.cause) depth++;
    expect(depth).toBe(9);
  });

  it.each([
    ["a string", "just text", "just text"],
    ["undefined", undefined, "undefined"],
    ["a symbol", Symbol("s"), "Symbol(s)"],
    ["an object without prototype", Object.create(null), "a value that cannot be shown was thrown"],
  ])("takes %s that was thrown", (_, thrown, message) => {
    expect(travel(thrown)).toMatchObject({ name: "Error", message });
  });

  it("shows the stack of the call, and the worker's beside it", () => {
    const callSite = (function callOfTheUser() {
      return new Error();
    })();
    const revived = travel(sqliteError, callSite);
    expect(revived.stack).toMatch(/^ConstraintError: UNIQUE constraint failed: t\.a\n\s+at callOfTheUser/);
    expect(revived).toHaveProperty("workerStack", sqliteError.stack);
    expect(Object.keys(revived)).not.toContain("workerStack");
  });

  it("takes a call's stack as it is where the engine begins it with the first frame", () => {
    const callSite = Object.defineProperty(new Error(), "stack", {
      value: "caller@http://page/app.js:1:2\n",
    });
    expect(travel(new TypeError("no"), callSite).stack).toBe("caller@http://page/app.js:1:2\n");
  });
});
