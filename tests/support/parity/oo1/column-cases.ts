import { casesFor, type ParityCases } from "./parity-case.js";

const EXPRESSIONS: Readonly<Record<string, string>> = {
  "an integer": "42",
  "2^31": "2147483648",
  "2^53 - 1": "9007199254740991",
  "2^53": "9007199254740992",
  "-2^53": "-9007199254740992",
  "2^63 - 1": "9223372036854775807",
  "-2^63": "(-9223372036854775807 - 1)",
  "a real": "1.5",
  "a whole real": "3.0",
  "a huge real": "1e300",
  infinity: "9e999",
  "a text": "'text'",
  "a numeric text": "'12.75abc'",
  "an empty text": "''",
  "a text beyond ASCII": "'é€𝄞'",
  "a text with NUL": "('a' || char(0) || 'b')",
  JSON: `'{"a":[1,2,null]}'`,
  "a blob": "x'0102ff'",
  "an empty blob": "x''",
  null: "NULL",
};

const TYPES = ["SQLITE_INTEGER", "SQLITE_FLOAT", "SQLITE_TEXT", "SQLITE_BLOB", "SQLITE_NULL"] as const;
const GETTERS = ["get", "getInt", "getFloat", "getString", "getBlob", "getJSON"] as const;

function expressionCases(): ParityCases {
  const all: Record<string, ParityCases[string]> = {};
  for (const [name, expression] of Object.entries(EXPRESSIONS)) {
    for (const getter of GETTERS) {
      all[`${getter}(0) of ${name}`] = ({ db }) => {
        const statement = db.prepare(`SELECT ${expression}`);
        statement.step();
        return statement[getter](0);
      };
    }
    for (const type of TYPES) {
      all[`get(0, ${type}) of ${name}`] = ({ db, api }) => {
        const statement = db.prepare(`SELECT ${expression}`);
        statement.step();
        return statement.get(0, api.constant(type));
      };
    }
  }
  return all;
}

/** `Stmt.get` in all forms, its typed variants, and what describes columns and parameters. */
export const columnCases: ParityCases = {
  ...expressionCases(),
  ...casesFor<unknown>(
    { "-1": -1, 2: 2, 1.5: 1.5, NaN: Number.NaN, "a text": "a", null: null, undefined: undefined, "1n": 1n },
    (name) => `get with index ${name}`,
    ({ db }, index) => {
      const statement = db.prepare("SELECT 1 AS a, 2 AS b");
      statement.step();
      return statement.get(index);
    },
  ),
  ...casesFor<unknown>(
    { 0: 0, 6: 6, "a text": "text", null: null, undefined: undefined },
    (name) => `get with type ${name}`,
    ({ db }, type) => {
      const statement = db.prepare("SELECT 1");
      statement.step();
      return statement.get(0, type);
    },
  ),
  "get([])": ({ db }) => {
    const statement = db.prepare("SELECT 1, 'x', NULL, 2.5, x'00'");
    statement.step();
    return statement.get([]);
  },
  "get into an array with contents": ({ db }) => {
    const statement = db.prepare("SELECT 1, 2");
    statement.step();
    const target = [9, 9, 9];
    return [statement.get(target) === target, target];
  },
  "get({})": ({ db }) => {
    const statement = db.prepare("SELECT 1 AS a, 'x' AS b, 3 AS a");
    statement.step();
    return statement.get({});
  },
  "get into an object with contents": ({ db }) => {
    const statement = db.prepare("SELECT 1 AS a");
    statement.step();
    const target = { b: 2 };
    return [statement.get(target) === target, target];
  },
  "get before step": ({ db }) => db.prepare("SELECT 1").get(0),
  "get([]) before step": ({ db }) => db.prepare("SELECT 1").get([]),
  "get after the last row": ({ db }) => {
    const statement = db.prepare("SELECT 1");
    while (statement.step());
    return statement.get(0);
  },
  "get after reset": ({ db }) => {
    const statement = db.prepare("SELECT 1");
    statement.step();
    return statement.reset().get(0);
  },
  "get after stepReset": ({ db }) => db.prepare("SELECT 1").stepReset().get(0),
  "get of a statement without columns": ({ db }) => {
    const statement = db.prepare("CREATE TABLE t(a)");
    statement.step();
    return statement.get(0);
  },
  "getJSON of text that is no JSON": ({ db }) => {
    const statement = db.prepare("SELECT '{'");
    statement.step();
    return statement.getJSON(0);
  },
  columnCount: ({ db }) => [
    db.prepare("SELECT 1, 2").columnCount,
    db.prepare("CREATE TABLE t(a)").columnCount,
  ],
  "columnCount after the schema changed": ({ db }) => {
    db.exec("CREATE TABLE t(a)");
    const statement = db.prepare("SELECT * FROM t");
    db.exec("ALTER TABLE t ADD COLUMN b; INSERT INTO t VALUES(1, 2)");
    statement.step();
    return [statement.columnCount, statement.get([]), statement.get({}), statement.getColumnNames()];
  },
  parameterCount: ({ db }) => [
    db.prepare("SELECT 1").parameterCount,
    db.prepare("SELECT ?, ?").parameterCount,
    db.prepare("SELECT ?5").parameterCount,
    db.prepare("SELECT $a, $a").parameterCount,
  ],
  "setting columnCount": ({ db }) => {
    db.prepare("SELECT 1").columnCount = 2;
  },
  "setting parameterCount": ({ db }) => {
    db.prepare("SELECT 1").parameterCount = 2;
  },
  "setting a statement's pointer": ({ db }) => {
    db.prepare("SELECT 1").pointer = 2;
  },
  getColumnName: ({ db }) => {
    const statement = db.prepare("SELECT 1 AS a, 2 AS 'b c', 3");
    return [0, 1, 2].map((index) => statement.getColumnName(index));
  },
  ...casesFor<unknown>(
    { "-1": -1, 1: 1, "a text": "a", undefined: undefined },
    (name) => `getColumnName with index ${name}`,
    ({ db }, index) => db.prepare("SELECT 1").getColumnName(index),
  ),
  getColumnNames: ({ db }) => db.prepare("SELECT 1 AS a, 2 AS a, 3 AS c").getColumnNames(),
  "getColumnNames appends to an array": ({ db }) => {
    const target = ["x"];
    return [db.prepare("SELECT 1 AS a").getColumnNames(target) === target, target];
  },
  "getColumnNames of a statement without columns": ({ db }) =>
    db.prepare("CREATE TABLE t(a)").getColumnNames(),
  "getColumnName of a statement without columns": ({ db }) =>
    db.prepare("CREATE TABLE t(a)").getColumnName(0),
  getParamIndex: ({ db }) => {
    const statement = db.prepare("SELECT $a, :b, @c, ?");
    return ["$a", ":b", "@c", "a", "", "$z"].map((name) => statement.getParamIndex(name));
  },
  "getParamIndex without parameters": ({ db }) => db.prepare("SELECT 1").getParamIndex("$a"),
  getParamName: ({ db }) => {
    const statement = db.prepare("SELECT $a, :b, @c, ?, ?7");
    return [1, 2, 3, 4, 5, 7, 0, -1, 8].map((index) => statement.getParamName(index));
  },
  "getParamName without parameters": ({ db }) => db.prepare("SELECT 1").getParamName(1),
  "get([], type)": ({ db, api }) => {
    const statement = db.prepare("SELECT 1.5, '2.5', NULL");
    statement.step();
    return [
      statement.get([], api.constant("SQLITE_INTEGER")),
      statement.get([], api.constant("SQLITE_TEXT")),
    ];
  },
  "get({}, type)": ({ db, api }) => {
    const statement = db.prepare("SELECT 1.5 AS a, NULL AS b");
    statement.step();
    return statement.get({}, api.constant("SQLITE_TEXT"));
  },
  "getColumnNames into what is no array": ({ db }) => db.prepare("SELECT 1").getColumnNames(5),
};
