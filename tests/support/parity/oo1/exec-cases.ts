import { casesFor, errorOf, type ParityCases } from "./parity-case.js";
import type { LooseStmt } from "./loose-api.js";

const TABLE = "CREATE TABLE t(a, b); INSERT INTO t VALUES(1, 'one'), (2, 'two'), (3, NULL);";
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** `DB.exec` in all documented argument forms. */
export const execCases: ParityCases = {
  ...casesFor<readonly unknown[]>(
    {
      "a text": ["SELECT 1"],
      "an array": [["SELECT ", "1"]],
      "an array of statements": [["SELECT 1;", "SELECT 2"]],
      bytes: [bytesOf("SELECT 1")],
      "signed bytes": [new Int8Array(bytesOf("SELECT 1").buffer)],
      "an ArrayBuffer": [bytesOf("SELECT 1").buffer],
      "an options object": [{ sql: "SELECT 1" }],
      "an options object with an array": [{ sql: ["SELECT ", "1"] }],
      "an options object with bytes": [{ sql: bytesOf("SELECT 1") }],
      "a text and options": ["SELECT 1", {}],
      "a text and undefined": ["SELECT 1", undefined],
      "a text and null": ["SELECT 1", null],
      "a text and options with sql": ["SELECT 1", { sql: "SELECT 2" }],
      "a text and a function": ["SELECT 1", () => false],
      "a text and a number": ["SELECT 1", 5],
      "no argument": [],
      "three arguments": ["SELECT 1", {}, 1],
      "an object without sql": [{}],
      "a number": [1],
      null: [null],
      undefined: [undefined],
      "a date": [new Date(0)],
      "a boolean": [true],
      "an empty text": [""],
      "an empty array": [[]],
      "empty bytes": [new Uint8Array(0)],
      "an empty sql": [{ sql: "" }],
      "sql that is a number": [{ sql: 5 }],
      blanks: ["  \n"],
      "a comment": ["-- nothing"],
      semicolons: [";;;"],
      "a syntax error": ["SELEC 1"],
      "a missing table": ["SELECT * FROM nowhere"],
      "a good statement, then a bad one": ["SELECT 1; SELEC 2"],
    },
    (name) => `exec with ${name}`,
    ({ db }, args) => db.exec(...args),
  ),
  ...casesFor<unknown>(
    {
      undefined: undefined,
      array: "array",
      object: "object",
      stmt: "stmt",
      0: 0,
      1: 1,
      2: 2,
      "-1": -1,
      1.5: 1.5,
      $a: "$a",
      $b: "$b",
      $A: "$A",
      $nowhere: "$nowhere",
      $: "$",
      ":a": ":a",
      "@a": "@a",
      a: "a",
      empty: "",
      null: null,
      true: true,
      "an object": {},
    },
    (name) => `rowMode ${name} without returnValue`,
    ({ db }, rowMode) => db.exec(TABLE).exec({ sql: "SELECT a, b FROM t", rowMode }),
  ),
  ...casesFor<unknown>(
    {
      undefined: undefined,
      array: "array",
      object: "object",
      0: 0,
      1: 1,
      2: 2,
      $b: "$b",
      $z: "$z",
      stmt: "stmt",
    },
    (name) => `rowMode ${name} with resultRows`,
    ({ db }, rowMode) => {
      const resultRows: unknown[] = [];
      const result = db.exec(TABLE).exec({ sql: "SELECT a, b FROM t", rowMode, resultRows });
      return [result === db, resultRows];
    },
  ),
  ...casesFor<unknown>(
    {
      undefined: undefined,
      array: "array",
      object: "object",
      0: 0,
      1: 1,
      2: 2,
      $b: "$b",
      $z: "$z",
      stmt: "stmt",
    },
    (name) => `rowMode ${name} with a callback`,
    ({ db }, rowMode) => {
      const rows: unknown[] = [];
      const result = db.exec(TABLE).exec({
        sql: "SELECT a, b FROM t",
        rowMode,
        callback(row: unknown, statement: LooseStmt) {
          rows.push(row === statement ? statement.get([]) : row);
        },
      });
      return [result === db, rows];
    },
  ),
  ...casesFor<unknown>(
    { $z: "$z", 5: 5, array: "array", stmt: "stmt" },
    (name) => `rowMode ${name} where there is no row`,
    ({ db }, rowMode) => db.exec({ sql: "SELECT 1 AS a WHERE 0", rowMode, callback: () => undefined }),
  ),
  ...casesFor<unknown>(
    {
      this: "this",
      resultRows: "resultRows",
      saveSql: "saveSql",
      nonsense: "x",
      undefined,
      null: null,
      5: 5,
    },
    (name) => `returnValue ${name}`,
    ({ db }, returnValue) => db.exec({ sql: "SELECT 1; SELECT 2", returnValue }),
  ),
  "returnValue resultRows with resultRows": ({ db }) => {
    const resultRows: unknown[] = ["before"];
    return [
      db.exec({ sql: "SELECT 1", returnValue: "resultRows", resultRows }) === (resultRows as unknown),
      resultRows,
    ];
  },
  "returnValue this with rowMode": ({ db }) =>
    db.exec({ sql: "SELECT 1", returnValue: "this", rowMode: "array" }),
  "returnValue resultRows without rows": ({ db }) =>
    db.exec({ sql: "SELECT 1 WHERE 0", returnValue: "resultRows" }),
  "returnValue resultRows without columns": ({ db }) =>
    db.exec({ sql: "CREATE TABLE t(a)", returnValue: "resultRows" }),
  "returnValue resultRows and a callback": ({ db }) => {
    let calls = 0;
    const rows = db.exec({ sql: "SELECT 1", returnValue: "resultRows", callback: () => calls++ });
    return [rows, calls];
  },
  "rowMode and a callback return the connection": ({ db }) =>
    db.exec({ sql: "SELECT 1", rowMode: "array", callback: () => undefined }),
  "a callback that returns false stops": ({ db }) => {
    const rows: unknown[] = [];
    db.exec(TABLE).exec({ sql: "SELECT a FROM t", callback: (row: unknown) => rows.push(row) < 2 });
    return rows;
  },
  "a callback that returns undefined or 0 goes on": ({ db }) => {
    let calls = 0;
    db.exec(TABLE).exec({
      sql: "SELECT a FROM t",
      callback: () => {
        calls++;
        return calls % 2 ? 0 : undefined;
      },
    });
    return calls;
  },
  "statements after a stopped one run": ({ db }) => {
    db.exec(TABLE).exec({ sql: "SELECT a FROM t; DELETE FROM t", callback: () => false });
    return db.selectValue("SELECT count(*) FROM t");
  },
  "a callback gets the options as this and a statement": ({ db, api }) => {
    const seen: unknown[] = [];
    const options = {
      sql: "SELECT 1 AS a",
      callback(this: unknown, _row: unknown, statement: unknown) {
        seen.push(this === options, statement instanceof api.Stmt);
      },
    };
    db.exec(options);
    return seen;
  },
  "a callback that throws": ({ db }) =>
    db.exec({
      sql: "SELECT 1",
      callback() {
        throw new RangeError("mine");
      },
    }),
  "after a callback that throws no statement is left": ({ db }) => {
    errorOf(() =>
      db.exec({
        sql: "SELECT 1",
        callback() {
          throw new Error("mine");
        },
      }),
    );
    return db.openStatementCount();
  },
  "a callback with the function as second argument": ({ db }) => {
    const rows: unknown[] = [];
    db.exec("SELECT 1, 2", { callback: (row: unknown) => rows.push(row) });
    return rows;
  },
  "a callback may use the connection": ({ db }) => {
    const rows: unknown[] = [];
    db.exec(TABLE).exec({
      sql: "SELECT a FROM t",
      rowMode: 0,
      callback: (a: unknown) => rows.push(db.selectValue("SELECT b FROM t WHERE a = ?", a)),
    });
    return rows;
  },
  "a kept statement after exec": ({ db }) => {
    let kept: LooseStmt | undefined;
    db.exec({
      sql: "SELECT 1",
      callback(_row: unknown, statement: LooseStmt) {
        kept = statement;
      },
    });
    return [kept?.pointer, errorOf(() => kept?.step()) instanceof Error];
  },
  "only the first statement with columns gives rows": ({ db }) => {
    const resultRows: unknown[] = [];
    const columnNames: string[] = [];
    db.exec({ sql: "CREATE TABLE t(a); SELECT 1 AS a WHERE 0; SELECT 2 AS b", resultRows, columnNames });
    return [resultRows, columnNames];
  },
  "columnNames appends": ({ db }) => {
    const columnNames = ["x"];
    db.exec({ sql: "SELECT 1 AS a, 2 AS a, 3 AS b", columnNames });
    return columnNames;
  },
  "columnNames without rows": ({ db }) => {
    const columnNames: string[] = [];
    db.exec({ sql: "SELECT 1 AS a WHERE 0", columnNames });
    return columnNames;
  },
  "columnNames before the callback": ({ db }) => {
    const columnNames: string[] = [];
    let seen: unknown;
    db.exec({
      sql: "SELECT 1 AS a",
      columnNames,
      callback() {
        seen = [...columnNames];
      },
    });
    return seen;
  },
  "columnNames that is no array": ({ db }) => db.exec({ sql: "SELECT 1", columnNames: 5 }),
  "resultRows that is no array": ({ db }) => db.exec({ sql: "SELECT 1", resultRows: 5 }),
  "resultRows appends": ({ db }) => {
    const resultRows: unknown[] = [0];
    db.exec({ sql: "SELECT 1", rowMode: 0, resultRows });
    return resultRows;
  },
  "saveSql of a script": ({ db }) => {
    const saveSql: string[] = ["before"];
    db.exec({ sql: "CREATE TABLE t(a);\n\n INSERT INTO t VALUES(1) ; -- done\n;;SELECT 1", saveSql });
    return saveSql;
  },
  "saveSql is filled up to the statement that fails": ({ db }) => {
    const saveSql: string[] = [];
    errorOf(() => db.exec({ sql: "SELECT 1; SELECT * FROM nowhere; SELECT 2", saveSql }));
    return saveSql;
  },
  "saveSql includes the statement that fails when it runs": ({ db }) => {
    const saveSql: string[] = [];
    const sql = "CREATE TABLE t(a NOT NULL); INSERT INTO t VALUES(NULL); SELECT 2";
    errorOf(() => db.exec({ sql, saveSql }));
    return saveSql;
  },
  "saveSql that is no array": ({ db }) => db.exec({ sql: "SELECT 1", saveSql: 5 }),
  "saveSql of a statement with values": ({ db }) => {
    const saveSql: string[] = [];
    db.exec({ sql: "SELECT ?", bind: 5, saveSql });
    return saveSql;
  },
  "bind goes to the first statement with parameters": ({ db }) => {
    db.exec({ sql: "CREATE TABLE t(a); INSERT INTO t VALUES(?); INSERT INTO t VALUES(?)", bind: [5] });
    return db.selectValues("SELECT a FROM t");
  },
  ...casesFor<unknown>(
    {
      "a number": 5,
      "a text": "x",
      null: null,
      undefined: undefined,
      "an array": [5],
      "an object": { $a: 5 },
      bytes: Uint8Array.of(1),
      false: false,
      zero: 0,
      "a bigint": 5n,
      "too many": [1, 2],
      "an unknown name": { $z: 1 },
      "a date": new Date(0),
      "a function": () => 1,
    },
    (name) => `exec binds ${name}`,
    ({ db }, bind) => db.exec({ sql: "SELECT $a", bind, rowMode: 0 }),
  ),
  "bind without parameters": ({ db }) => db.exec({ sql: "SELECT 1", bind: [5] }),
  "a callback that is no function": ({ db }) => db.exec({ sql: "SELECT 1", callback: 5 }),
  "a callback that is null": ({ db }) => db.exec({ sql: "SELECT 1", callback: null }),
  "INSERT ... RETURNING": ({ db }) =>
    db.exec(TABLE).exec({ sql: "INSERT INTO t VALUES(4, 'x'), (5, 'y') RETURNING a", rowMode: 0 }),
  "INSERT ... RETURNING stopped early": ({ db }) => {
    db.exec(TABLE).exec({ sql: "INSERT INTO t VALUES(4, 'x'), (5, 'y') RETURNING a", callback: () => false });
    return db.selectValue("SELECT count(*) FROM t");
  },
  "exec leaves no statements": ({ db }) => db.exec(TABLE).openStatementCount(),
  "a constraint has its extended code": ({ db }) =>
    db.exec("CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES(1); INSERT INTO t VALUES(1)"),
  "statements before a failing one have run": ({ db }) => {
    errorOf(() => db.exec("CREATE TABLE t(a); INSERT INTO t VALUES(1); INSERT INTO nowhere VALUES(1)"));
    return db.selectValue("SELECT count(*) FROM t");
  },
  "SQL with a NUL": ({ db }) => db.exec("SELECT 1;\0 SELEC 2"),
  "closing the connection inside a callback": ({ db }) =>
    db.exec({ sql: "SELECT 1 UNION ALL SELECT 2", callback: () => db.close() }),
  "SQL as a C string": ({ db, api }) => {
    const sql = api.allocText("SELECT 7 AS x; SELECT 8");
    return [
      db.exec(sql, { rowMode: 0 }),
      db.exec({ sql, rowMode: 0 }),
      db.selectArrays(sql),
      db.selectValue(sql),
      db.prepare(sql).step(),
    ];
  },
  "the null pointer as SQL": ({ db }) => db.exec({ sql: 0 }),
  "a row mode that is not needed": ({ db }) =>
    db.exec({ sql: "SELECT 1", returnValue: "this", rowMode: "x" }),
  "a callback that is no function where there are no rows": ({ db }) =>
    db.exec({ sql: "CREATE TABLE t(a)", callback: 5 }),
  "two option objects": ({ db }) => db.exec({ sql: "SELECT 1" }, { returnValue: "resultRows" }),
  "resultRows before the callback": ({ db }) => {
    const resultRows: unknown[] = [];
    let seen = 0;
    const callback = () => {
      seen = resultRows.length;
      return false;
    };
    db.exec({ sql: "SELECT 1 UNION ALL SELECT 2", resultRows, callback });
    return [seen, resultRows];
  },
  "another statement inside a callback": ({ db }) => {
    const other = db.prepare("SELECT 5");
    let seen: unknown;
    db.exec({
      sql: "SELECT 1",
      callback() {
        other.step();
        seen = other.get(0);
      },
    });
    return [seen, other.finalize()];
  },
};
