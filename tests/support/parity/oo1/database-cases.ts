import { casesFor, errorOf, messageOf, type ParityCases } from "./parity-case.js";
import type { LooseDb } from "./loose-api.js";

const METHODS: Readonly<Record<string, (db: LooseDb) => unknown>> = {
  affirmOpen: (db) => db.affirmOpen(),
  isOpen: (db) => db.isOpen(),
  close: (db) => db.close(),
  changes: (db) => db.changes(),
  dbFilename: (db) => db.dbFilename(),
  dbName: (db) => db.dbName(),
  dbVfsName: (db) => db.dbVfsName(),
  exec: (db) => db.exec("SELECT 1"),
  prepare: (db) => db.prepare("SELECT 1"),
  selectValue: (db) => db.selectValue("SELECT 1"),
  selectValues: (db) => db.selectValues("SELECT 1"),
  selectArray: (db) => db.selectArray("SELECT 1"),
  selectArrays: (db) => db.selectArrays("SELECT 1"),
  selectObject: (db) => db.selectObject("SELECT 1"),
  selectObjects: (db) => db.selectObjects("SELECT 1"),
  openStatementCount: (db) => db.openStatementCount(),
  transaction: (db) => db.transaction(() => 1),
  savepoint: (db) => db.savepoint(() => 1),
  createFunction: (db) => db.createFunction("f", () => 1),
  "checkRc(0)": (db) => db.checkRc(0),
  "checkRc(5)": (db) => db.checkRc(5),
  pointer: (db) => db.pointer,
  filename: (db) => db.filename,
};

/** Opening, closing and describing connections. */
export const databaseCases: ParityCases = {
  ...casesFor(
    METHODS,
    (name) => `${name} of an open connection`,
    ({ db }, use) => (use === METHODS.pointer ? typeof use(db) : use(db)),
  ),
  ...casesFor(
    METHODS,
    (name) => `${name} of a closed connection`,
    ({ db }, use) => {
      db.close();
      return use(db);
    },
  ),
  ...casesFor<readonly unknown[]>(
    {
      "no argument": [],
      "an undefined name": [undefined],
      '":memory:"': [":memory:"],
      "the empty name": [""],
      "a name and flags": [":memory:", "c"],
      "a name, flags and VFS": [":memory:", "c", "unix-none"],
      "an empty object": [{}],
      "an object with a name": [{ filename: ":memory:" }],
      "an object with everything": [{ filename: ":memory:", flags: "w", vfs: "unix" }],
      "a null name": [null],
      "a name that is a number": [5],
      "flags that are a number": [":memory:", 5],
      "flags that are null": [":memory:", null],
      "empty flags": [":memory:", ""],
      "unknown flags": [":memory:", "z"],
      "a VFS that is a number": [":memory:", "c", 5],
      "an unknown VFS": [":memory:", "c", "nowhere"],
      "a null VFS": [":memory:", "c", null],
      "a missing file to read": ["/oo1-missing.db", "r"],
      "a missing file to write": ["/oo1-missing.db", "w"],
      "a missing folder": ["/no/such/folder/oo1.db", "c"],
      "an object without a usable name": [{ filename: 5 }],
      "an object with flags that are a number": [{ filename: ":memory:", flags: 5 }],
      "an object and flags": [{ filename: ":memory:" }, "c"],
      "a file: URI": ["file:oo1-uri?mode=memory"],
      "an array": [[]],
      "a bigint": [5n],
    },
    (name) => `new DB with ${name}`,
    ({ api }, args) => {
      const db = new api.DB(...args);
      try {
        return [db.filename, db.isOpen(), db.dbFilename(), db.dbVfsName()];
      } finally {
        db.close();
      }
    },
  ),
  "a file keeps its contents": ({ api }) => {
    const name = "/oo1-kept.db";
    new api.DB(name, "c")
      .exec("CREATE TABLE IF NOT EXISTS t(a); DELETE FROM t; INSERT INTO t VALUES(7)")
      .close();
    const reader = new api.DB({ filename: name, flags: "r" });
    const value = reader.selectValue("SELECT a FROM t");
    const error = errorOf(() => reader.exec("DELETE FROM t")) as { readonly resultCode: number };
    reader.close();
    return [value, error.resultCode];
  },
  ...casesFor<string>(
    { r: "r", w: "w", c: "c", rc: "rc", cw: "cw", rw: "rw", cx: "cx" },
    (flags) => `flags ${flags} on an existing file`,
    ({ api }, flags) => {
      new api.DB("/oo1-flags.db", "c").exec("CREATE TABLE IF NOT EXISTS t(a)").close();
      const db = new api.DB("/oo1-flags.db", flags);
      try {
        return db.exec("INSERT INTO t VALUES(1)").changes();
      } finally {
        db.close();
      }
    },
  ),
  "a subclass": ({ api }) => {
    class Mine extends api.DB {
      twice(value: number): unknown {
        return this.selectValue("SELECT ? * 2", value);
      }
    }
    const mine = new Mine(":memory:");
    const result = [mine.twice(4), mine instanceof api.DB, mine instanceof Mine];
    mine.close();
    return result;
  },
  "a name and a VFS that are C strings": ({ api }) => {
    const db = new api.DB(api.allocText("/oo1-c-string.db"), "c", api.allocText("unix"));
    const described = [db.filename, db.dbVfsName(), db.dbVfsName(api.allocText("main"))];
    db.close();
    return described;
  },
  "setting pointer": ({ db }) => {
    db.pointer = 5;
  },
  "pointer is a positive number": ({ db }) => (db.pointer as number) > 0,
  "close returns nothing and may be repeated": ({ db }) => [db.close(), db.close(), db.isOpen()],
  "close forgets pointer and filename": ({ db }) => {
    db.close();
    return [db.pointer, db.filename];
  },
  "close finalizes statements": ({ db }) => {
    const statement = db.prepare("SELECT 1");
    db.close();
    return [statement.pointer, db.openStatementCount()];
  },
  "close calls onclose, before and after": ({ db, api }) => {
    const calls: unknown[] = [];
    db.onclose = {
      before: (which: LooseDb) => calls.push("before", which === db, which.isOpen(), which.filename),
      after: (which: LooseDb) => calls.push("after", which === db, which.isOpen(), which.filename),
    };
    db.close();
    db.close();
    return [calls, db instanceof api.DB];
  },
  "onclose that throws": ({ db }) => {
    const fail = (): never => {
      throw new Error("mine");
    };
    db.onclose = { before: fail, after: fail };
    db.close();
    return db.isOpen();
  },
  "onclose that is no object": ({ db }) => {
    db.onclose = 5;
    db.close();
    return db.isOpen();
  },
  "onclose in the constructor's options": ({ api }) => {
    const calls: string[] = [];
    const db = new api.DB({ filename: ":memory:", onclose: { before: () => calls.push("before") } });
    db.close();
    return calls;
  },
  "onclose.this": ({ db }) => {
    let isHandlers = false;
    const handlers = {
      before() {
        isHandlers = this === handlers;
      },
    };
    db.onclose = handlers;
    db.close();
    return isHandlers;
  },
  "changes counts the last statement and all": ({ db }) => {
    db.exec("CREATE TABLE t(a); INSERT INTO t VALUES(1),(2); DELETE FROM t WHERE a = 1");
    return [
      db.changes(),
      db.changes(false),
      db.changes(true),
      db.changes(false, true),
      db.changes(true, true),
      db.changes(1, 1),
      db.changes(true, false),
    ];
  },
  "dbFilename of main, temp and an attached database": ({ db }) => {
    db.exec("ATTACH '/oo1-attached.db' AS other; CREATE TABLE IF NOT EXISTS other.t(a)");
    return [db.dbFilename("main"), db.dbFilename("temp"), db.dbFilename("other"), db.dbFilename("none")];
  },
  "dbName by number": ({ db }) => {
    db.exec("ATTACH ':memory:' AS other");
    return [db.dbName(), db.dbName(0), db.dbName(1), db.dbName(2), db.dbName(3), db.dbName(-1)];
  },
  "dbVfsName by name and number": ({ api }) => {
    const db = new api.DB("/oo1-vfs.db", "c", "unix-none");
    const names = [db.dbVfsName(), db.dbVfsName("main"), db.dbVfsName(0), db.dbVfsName("none")];
    db.close();
    return names;
  },
  "openStatementCount counts prepared statements": ({ db }) => {
    const first = db.prepare("SELECT 1");
    const second = db.prepare("SELECT 2");
    const counts = [db.openStatementCount()];
    first.finalize();
    counts.push(db.openStatementCount());
    second.finalize();
    return [...counts, db.openStatementCount()];
  },
  ...casesFor<unknown>(
    { 0: 0, 1: 1, 5: 5, 100: 100, 101: 101, 2067: 2067, undefined: undefined, null: null },
    (code) => `checkRc(${code})`,
    ({ db }, code) => db.checkRc(code) === db,
  ),
  ...casesFor<unknown>(
    { 0: 0, 1: 1, 5: 5, 100: 100, 2067: 2067, 99999: 99999 },
    (code) => `DB.checkRc(pointer, ${code})`,
    ({ db, api }, code) => api.DB.checkRc(db.pointer, code) === db.pointer,
  ),
  "DB.checkRc with a connection": ({ db, api }) => api.DB.checkRc(db, 0) === db,
  "DB.checkRc with a connection and an error": ({ db, api }) => api.DB.checkRc(db, 19),
  "DB.checkRc without a connection": ({ api }) => [api.DB.checkRc(null, 0), api.DB.checkRc(undefined, 0)],
  "DB.checkRc without a connection and an error": ({ api }) => api.DB.checkRc(null, 11),
  "DB.checkRc with a closed connection": ({ db, api }) => {
    db.close();
    return messageOf(() => api.DB.checkRc(db, 5)).includes("database is locked");
  },
  "checkRc says what the connection knows": ({ db }) => {
    errorOf(() => db.exec("SELECT * FROM nowhere"));
    return messageOf(() => db.checkRc(1)).includes("no such table: nowhere");
  },
  "DB.wrapHandle uses a raw connection and leaves it open": ({ api }) => {
    const pointer = api.openRaw();
    const wrapped = api.DB.wrapHandle(pointer);
    const value = wrapped.selectValue("SELECT 5");
    const described = [
      wrapped instanceof api.DB,
      wrapped.pointer === pointer,
      wrapped.filename,
      wrapped.isOpen(),
    ];
    wrapped.close();
    const again = api.DB.wrapHandle(pointer);
    const alive = again.selectValue("SELECT 6");
    again.close();
    api.closeRaw(pointer);
    return [value, described, wrapped.pointer, alive];
  },
  "DB.wrapHandle with ownership closes": ({ api }) => {
    const wrapped = api.DB.wrapHandle(api.openRaw(), true);
    const value = wrapped.selectValue("SELECT 5");
    wrapped.close();
    return [value, wrapped.pointer, wrapped.isOpen()];
  },
  ...casesFor<unknown>(
    { 0: 0, null: null, undefined: undefined, "a text": "8", "a negative number": -8, 1.5: 1.5 },
    (name) => `DB.wrapHandle of ${name}`,
    ({ api }, pointer) => api.DB.wrapHandle(pointer),
  ),
  "SQLite3Error with a text": ({ api }) => {
    const error = new api.SQLite3Error("mine", "too");
    return [error.name, error.message, error.resultCode, error instanceof Error];
  },
  "SQLite3Error with a code": ({ api }) => {
    const error = new api.SQLite3Error(5);
    return [error.name, error.message, error.resultCode];
  },
  "SQLite3Error with an extended code and text": ({ api }) => {
    const error = new api.SQLite3Error(2067, "mine", "too");
    return [error.message, error.resultCode];
  },
  "SQLite3Error with an unknown code": ({ api }) => {
    const error = new api.SQLite3Error(99999);
    return [error.message, error.resultCode];
  },
  "SQLite3Error with code 0": ({ api }) => new api.SQLite3Error(0).resultCode,
  "SQLite3Error with a cause": ({ api }) => {
    const error = new api.SQLite3Error("mine", { cause: 5 });
    return [error.message, error.cause, error.resultCode];
  },
  "SQLite3Error with a code and a cause": ({ api }) => {
    const error = new api.SQLite3Error(5, { cause: 5 });
    return [error.message, error.cause, error.resultCode];
  },
  "SQLite3Error without arguments": ({ api }) => new api.SQLite3Error().resultCode,
  "SQLite3Error.toss": ({ api }) => api.SQLite3Error.toss(5, "mine"),
  "SQLite3Error.toss with a text": ({ api }) => messageOf(() => api.SQLite3Error.toss("a", "b")),
};
