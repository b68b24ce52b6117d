import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Database, EngineError, SqliteError, StorageError } from "../../../src/client/index.js";
import { openInNode, startNodeWorker } from "../../support/client/open-in-node.js";
import { rejection } from "../../support/client/rejection.js";

let db: Database;
beforeAll(async () => {
  db = await openInNode();
  await db.exec("CREATE TABLE t(a INTEGER PRIMARY KEY, b); INSERT INTO t VALUES (1, 'kept')");
});
afterAll(() => db.close());

/** Calls with arguments that the types forbid. */
// biome-ignore lint/suspicious/noExplicitAny: JavaScript callers have no types
const loosely = (): any => db;

describe("bad input", () => {
  afterEach(async () => {
    expect(await db.query("SELECT * FROM t")).toEqual([{ a: 1, b: "kept" }]);
  });

  it.each([
    ["a syntax error", "SELECT * FORM t", { code: "SQLITE_ERROR", offset: 9, message: /near "FORM"/ }],
    ["a syntax error after emoji", "SELECT '😀' FROM t WHERE nope", { offset: 25 }],
    ["an unknown table", "SELECT * FROM nowhere", { code: "SQLITE_ERROR", message: /no such table/ }],
    ["an empty text", "", { code: "SQLITE_MISUSE", resultCode: 21 }],
    ["only a comment", "-- nothing", { code: "SQLITE_MISUSE" }],
    ["two statements", "SELECT 1; SELECT 2", { code: "SQLITE_MISUSE", message: /exec/ }],
    ["NUL in the text", "SELECT 1\0", { code: "SQLITE_ERROR", offset: 8 }],
    [
      "a violated constraint",
      "INSERT INTO t VALUES (1, 'twice')",
      { code: "SQLITE_CONSTRAINT_PRIMARYKEY", resultCode: 19, extendedResultCode: 1555 },
    ],
  ])("in SQL, %s, is a SqliteError in the caller's stack", async (_, sql, expected) => {
    const { message, ...fields } = { message: /./, ...expected };
    for (const method of ["query", "run"] as const) {
      const error = await rejection(
        (async function callOfTheUser() {
          return method === "query" ? await db.query(sql) : await db.run(sql);
        })(),
      );
      expect(error).toBeInstanceOf(SqliteError);
      expect(error).toMatchObject({ sql, ...fields });
      expect(error.message).toMatch(message);
      expect(error.stack).toContain("callOfTheUser");
      expect(error.stack?.startsWith(`${error.name}: ${error.message}`)).toBe(true);
      expect(error.workerStack).toContain("SqliteError");
    }
  });

  it("in a script names where it lies", async () => {
    const error = await rejection(db.exec("SELECT 1;\nSELECT * FORM t"));
    expect(error).toMatchObject({ code: "SQLITE_ERROR", offset: 19 });
  });

  it.each([
    ["a number", 1, TypeError, "SQL must be a string, not number"],
    ["null", null, TypeError, "SQL must be a string, not null"],
    ["nothing", undefined, TypeError, "SQL must be a string, not undefined"],
    ["a String object", new String("SELECT 1"), TypeError, "SQL must be a string, not object"],
    ["a lone surrogate", "SELECT '\ud800'", RangeError, "the SQL text contains a lone surrogate"],
  ])("as SQL, %s, is refused before it is sent", async (_, sql, errorClass, message) => {
    for (const method of ["exec", "query", "run"]) {
      const error = await rejection(
        (async function callOfTheUser() {
          return await loosely()[method](sql);
        })(),
      );
      expect(error).toBeInstanceOf(errorClass);
      expect(error.message).toBe(message);
      expect(error.stack).toContain("callOfTheUser");
    }
  });

  const detached = new Uint8Array(8);
  structuredClone(detached, { transfer: [detached.buffer] });

  it.each([
    ["undefined", undefined, TypeError, "parameter 1: undefined cannot be stored"],
    ["a function", () => 1, TypeError, "parameter 1: a function cannot be stored"],
    ["a symbol", Symbol("s"), TypeError, "parameter 1: a symbol cannot be stored"],
    ["a plain object", { a: 1 }, TypeError, "parameter 1: a plain object cannot be stored"],
    ["an array", [1], TypeError, "parameter 1: an object of class Array cannot be stored"],
    ["a date", new Date(0), TypeError, "parameter 1: an object of class Date cannot be stored"],
    ["other views", new Uint16Array(1), TypeError, "parameter 1: an object of class Uint16Array"],
    ["a detached buffer", detached, TypeError, "parameter 1: the buffer is detached"],
    ["its buffer", detached.buffer, TypeError, "parameter 1: the buffer is detached"],
    ["NaN", Number.NaN, RangeError, "parameter 1: SQLite cannot store NaN"],
    ["a lone surrogate", "a\udc00", RangeError, "parameter 1: the text contains a lone surrogate"],
    ["a bigint of 65 bits", 2n ** 63n, RangeError, "parameter 1: 9223372036854775808 does not fit"],
  ])("as a parameter, %s, is refused before it is sent", async (_, value, errorClass, message) => {
    for (const [parameters, name] of [
      [[value], "parameter 1"],
      [{ $name: value }, "parameter $name"],
    ]) {
      const error = await rejection(
        (async function callOfTheUser() {
          return await loosely().query("SELECT $name", parameters);
        })(),
      );
      expect(error).toBeInstanceOf(errorClass);
      expect(error.message).toContain((message as string).replace("parameter 1", name as string));
      expect(error.stack).toContain("callOfTheUser");
    }
  });

  it("as a parameter, a hole in an array, is refused", async () => {
    const error = await rejection(loosely().run("SELECT ?, ?", Object.assign(new Array(2), [1])));
    expect(error.message).toContain("parameter 2: undefined cannot be stored");
  });

  it.each([
    ["a number", 1, "a number"],
    ["null", null, "null"],
    ["bytes", new Uint8Array(1), "an object of class Uint8Array"],
    ["a map", new Map(), "an object of class Map"],
  ])("as the parameters, %s, is refused", async (_, parameters, described) => {
    const error = await rejection(loosely().run("SELECT ?", parameters));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe(`parameters must be an array or a plain object, not ${described}`);
  });

  it.each([
    ["too few parameters", "SELECT ?, ?", [1]],
    ["too many parameters", "SELECT ?", [1, 2]],
    ["no parameters", "SELECT ?", undefined],
    ["an unknown name", "SELECT $a", { $a: 1, $b: 2 }],
    ["a missing name", "SELECT $a, $b", { $a: 1 }],
  ])("with %s is a RangeError in the caller's stack", async (_, sql, parameters) => {
    const error = await rejection(
      (async function callOfTheUser() {
        return await loosely().query(sql, parameters);
      })(),
    );
    expect(error).toBeInstanceOf(RangeError);
    expect(error.stack).toContain("callOfTheUser");
  });

  it("as options is refused", async () => {
    const error = await rejection(loosely().query("SELECT 1", [], { rowMode: "map" }));
    expect(error.message).toBe('the option rowMode must be one of object, array, columns, not "map"');
    expect((await rejection(loosely().transaction("no function"))).message).toBe(
      "a transaction needs a function",
    );
  });

  it("that is too big is SQLITE_TOOBIG", async () => {
    expect(await rejection(db.query("SELECT zeroblob(2000000000)"))).toMatchObject({
      code: "SQLITE_TOOBIG",
    });
  });
});

describe("a database's name", () => {
  it.each([
    ["with ..", "../a.db"],
    ["with slashes", "a/b\\c.db"],
    ["of emoji", "😀.db"],
    ["of 255 characters", "x".repeat(255)],
  ])("may be one %s", async (_, name) => {
    const named = await openInNode(name, { storage: "memory" });
    expect(await named.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await named.close();
  });

  it.each([
    ["empty", ""],
    ["..", ".."],
    ["with NUL", "a\0b"],
    ["of 300 characters", "x".repeat(300)],
    ["with a lone surrogate", "\ud800"],
  ])("%s is refused with a StorageError in the caller's stack", async (_, name) => {
    const worker = startNodeWorker();
    const error = await rejection(
      (async function callOfTheUser() {
        return await openInNode(name, {}, worker);
      })(),
    );
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ code: "invalid-name" });
    expect(error.stack).toContain("callOfTheUser");
    expect(await worker.ended).toBe("terminated");
  });
});

describe("options of open", () => {
  it.each([
    ["a name that is no string", 7, {}, "a database name must be a string, not number"],
    ["options that are no object", "a", null, "options must be an object"],
    ["an unknown storage", "a", { storage: "indexeddb" }, "the option storage must be one of"],
    ["a contradiction", ":memory:", { storage: "opfs-sahpool" }, ":memory: cannot be kept in opfs-sahpool"],
    ["another", ":memory:", { storage: "opfs" }, ":memory: cannot be kept in opfs"],
    ["persistent memory", "a", { storage: "memory", requirePersistence: true }, "cannot be persistent"],
    ["no boolean", "a", { requirePersistence: "yes" }, "requirePersistence must be a boolean"],
    ["no durability", "a", { durability: "none" }, "durability must be one of full, relaxed"],
    ["no time", "a", { openTimeout: 0 }, "openTimeout must be between"],
    ["no URL", "a", { wasmUrl: "not absolute" }, "the option wasmUrl is not a URL: not absolute"],
    ["no proxy", "a", { storage: "opfs", proxyUrl: "proxy" }, "the option proxyUrl is not a URL: proxy"],
  ])("%s: refused", async (_, name, options, message) => {
    const error = await rejection(openInNode(name as string, options as object));
    expect(error.message).toContain(message);
    expect(error).not.toBeInstanceOf(EngineError);
  });

  it("requirePersistence fails where there is no persistent storage", async () => {
    expect(await rejection(openInNode("a", { requirePersistence: true }))).toMatchObject({
      name: "UnsupportedError",
      code: "unsupported",
    });
    expect(await rejection(openInNode("a", { storage: "opfs-sahpool" }))).toMatchObject({
      code: "unsupported",
    });
  });

  it("auto does not fall back to memory, which is there for who asks for it", async () => {
    const error = await rejection(openInNode("a"));
    expect(error).toMatchObject({ name: "UnsupportedError", code: "unsupported" });
    expect(error.message).toMatch(/^no persistent storage here: .*a database in memory has to be asked for/);
    const asked = await openInNode("a", { storage: "memory" });
    expect(asked.storage).toEqual({
      kind: "memory",
      persistent: false,
      path: ":memory:",
      reason: "the option storage asks for it",
      alternatives: [
        { kind: "opfs-sahpool", reason: expect.any(String) as string },
        { kind: "opfs", reason: expect.any(String) as string },
      ],
    });
    expect(asked.environment.context).toBe("node");
    await asked.close();
  });
});
