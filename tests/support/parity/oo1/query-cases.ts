import { casesFor, errorOf, type ParityCases } from "./parity-case.js";

const TABLE = "CREATE TABLE t(a, b); INSERT INTO t VALUES(1, 'one'), (2, 'two'), (3, NULL);";
const METHODS = [
  "selectValue",
  "selectValues",
  "selectArray",
  "selectArrays",
  "selectObject",
  "selectObjects",
] as const;

const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  "rows of two columns": ["SELECT a, b FROM t ORDER BY a"],
  "no row": ["SELECT a FROM t WHERE 0"],
  "a bound value": ["SELECT a, b FROM t WHERE a = ?", 2],
  "a bound array": ["SELECT a, b FROM t WHERE a = ?", [2]],
  "a bound object": ["SELECT a, b FROM t WHERE a = $a", { $a: 2 }],
  "bound undefined": ["SELECT a, b FROM t WHERE a = ?", undefined],
  "bound null": ["SELECT ?", null],
  "too many values": ["SELECT ?", [1, 2]],
  "a value but no parameter": ["SELECT 1", 5],
  "an unknown parameter": ["SELECT 1", { $a: 5 }],
  "an array of SQL": [["SELECT a ", "FROM t"]],
  "a syntax error": ["SELEC"],
  "an empty text": [""],
  "no argument": [],
  "a number": [5],
  "a statement without columns": ["DELETE FROM t"],
  "two statements": ["SELECT 1; SELECT 2"],
  RETURNING: ["INSERT INTO t VALUES(4, 'four'), (5, 'five') RETURNING a"],
};

function selectCases(): ParityCases {
  const all: Record<string, ParityCases[string]> = {};
  for (const method of METHODS) {
    for (const [name, args] of Object.entries(ARGUMENTS)) {
      all[`${method} with ${name}`] = ({ db }) => db.exec(TABLE)[method](...args);
    }
    all[`${method} leaves no statement`] = ({ db }) => {
      db[method]("SELECT 1");
      errorOf(() => db[method]("SELECT ?", new Date(0)));
      return db.openStatementCount();
    };
    all[`${method} with RETURNING has inserted everything`] = ({ db }) => {
      db.exec(TABLE)[method]("INSERT INTO t VALUES(4, 'four'), (5, 'five') RETURNING a");
      return db.selectValue("SELECT count(*) FROM t");
    };
  }
  return all;
}

/** The select methods, transactions and savepoints. */
export const queryAndTransactionCases: ParityCases = {
  ...selectCases(),
  ...casesFor<unknown>(
    {
      SQLITE_INTEGER: 1,
      SQLITE_FLOAT: 2,
      SQLITE_TEXT: 3,
      SQLITE_BLOB: 4,
      SQLITE_NULL: 5,
      9: 9,
      text: "x",
      null: null,
    },
    (type) => `selectValue as ${type}`,
    ({ db }, type) => db.selectValue("SELECT 65.5", undefined, type),
  ),
  ...casesFor<unknown>(
    { SQLITE_INTEGER: 1, SQLITE_FLOAT: 2, SQLITE_TEXT: 3, SQLITE_BLOB: 4, SQLITE_NULL: 5, 9: 9 },
    (type) => `selectValues as ${type}`,
    ({ db }, type) => db.selectValues("SELECT 65.5 UNION ALL SELECT NULL", undefined, type),
  ),
  "transaction commits and returns": ({ db }) => {
    db.exec("CREATE TABLE t(a)");
    const result = db.transaction((inner: unknown) => [
      inner === db,
      db.exec("INSERT INTO t VALUES(1)").changes(),
    ]);
    return [result, db.selectValue("SELECT count(*) FROM t")];
  },
  "transaction rolls back and throws": ({ db }) => {
    db.exec("CREATE TABLE t(a)");
    const failure = new Error("mine");
    const thrown = errorOf(() =>
      db.transaction(() => {
        db.exec("INSERT INTO t VALUES(1)");
        throw failure;
      }),
    );
    return [thrown === failure, db.selectValue("SELECT count(*) FROM t")];
  },
  ...casesFor<unknown>(
    {
      DEFERRED: "DEFERRED",
      IMMEDIATE: "IMMEDIATE",
      EXCLUSIVE: "EXCLUSIVE",
      immediate: "immediate",
      "two words": "IMMEDIATE TRANSACTION",
      "an unknown word": "NOW",
      "an injection": "; DROP TABLE t",
      "the empty text": "",
      "a number": 5,
      null: null,
      undefined: undefined,
    },
    (name) => `transaction with the qualifier ${name}`,
    ({ db }, qualifier) => db.transaction(qualifier, () => 5),
  ),
  "transaction in a transaction": ({ db }) => db.transaction(() => db.transaction(() => 1)),
  "transaction without a function": ({ db }) => db.transaction(),
  "transaction with a text alone": ({ db }) => db.transaction("IMMEDIATE"),
  "transaction with a number": ({ db }) => db.transaction(5),
  "transaction with something that is no function": ({ db }) => db.transaction("IMMEDIATE", 5),
  "savepoint releases and returns": ({ db }) => {
    db.exec("CREATE TABLE t(a)");
    return [
      db.savepoint((inner: unknown) => [inner === db, db.exec("INSERT INTO t VALUES(1)").changes()]),
      db.changes(),
    ];
  },
  "savepoint rolls back and throws": ({ db }) => {
    db.exec("CREATE TABLE t(a)");
    const thrown = errorOf(() =>
      db.savepoint(() => {
        db.exec("INSERT INTO t VALUES(1)");
        throw new Error("mine");
      }),
    );
    return [thrown instanceof Error, db.selectValue("SELECT count(*) FROM t")];
  },
  "savepoints nest": ({ db }) => {
    db.exec("CREATE TABLE t(a)");
    db.transaction(() => {
      db.exec("INSERT INTO t VALUES(1)");
      errorOf(() =>
        db.savepoint(() => {
          db.exec("INSERT INTO t VALUES(2)");
          throw new Error("inner");
        }),
      );
      db.savepoint(() => db.savepoint(() => db.exec("INSERT INTO t VALUES(3)")));
    });
    return db.selectValues("SELECT a FROM t");
  },
  "savepoint without a function": ({ db }) => db.savepoint(),
  "a transaction that ended inside": ({ db }) =>
    db.transaction(() => {
      db.exec("ROLLBACK");
      return 1;
    }),
  ...casesFor<readonly unknown[]>(
    {
      "a text": ["SELECT 1"],
      "an array": [["SELECT ", "1"]],
      bytes: [new TextEncoder().encode("SELECT 1")],
      "an ArrayBuffer": [new TextEncoder().encode("SELECT 1").buffer],
      "an empty text": [""],
      "an empty array": [[]],
      blanks: [" "],
      "a comment": ["-- nothing"],
      "a lone semicolon": [";"],
      "a semicolon before": ["; SELECT 1"],
      "two statements": ["SELECT 1; SELECT 2"],
      "garbage behind": ["SELECT 1; garbage"],
      "a syntax error": ["SELEC 1"],
      "no argument": [],
      null: [null],
      "a number": [5],
      "a date": [new Date(0)],
      "an object": [{ sql: "SELECT 1" }],
    },
    (name) => `prepare with ${name}`,
    ({ db }, args) => {
      const statement = db.prepare(...args);
      statement.step();
      return statement.get([]);
    },
  ),
  "an async function in a transaction": ({ db }) => db.transaction(async () => 1) instanceof Promise,
};
