import type { LooseStmt } from "./loose-api.js";
import { casesFor, errorOf, type ParityCases } from "./parity-case.js";

const METHODS = {
  bind: (statement) => statement.bind(1),
  bindAsBlob: (statement) => statement.bindAsBlob("x"),
  clearBindings: (statement) => statement.clearBindings(),
  step: (statement) => statement.step(),
  stepReset: (statement) => statement.stepReset(),
  stepFinalize: (statement) => statement.stepFinalize(),
  reset: (statement) => statement.reset(),
  resetNoThrow: (statement) => statement.resetNoThrow(),
  finalize: (statement) => statement.finalize(),
  "get(0)": (statement) => statement.get(0),
  "get([])": (statement) => statement.get([]),
  "get({})": (statement) => statement.get({}),
  getInt: (statement) => statement.getInt(0),
  getColumnName: (statement) => statement.getColumnName(0),
  getColumnNames: (statement) => statement.getColumnNames(),
  getParamIndex: (statement) => statement.getParamIndex("$a"),
  getParamName: (statement) => statement.getParamName(1),
  isBusy: (statement) => statement.isBusy(),
  isReadOnly: (statement) => statement.isReadOnly(),
  columnCount: (statement) => statement.columnCount,
  parameterCount: (statement) => statement.parameterCount,
  pointer: (statement) => typeof statement.pointer,
} satisfies Record<string, (statement: LooseStmt) => unknown>;

/** Life of a statement: step, reset, finalize, and what is refused when. */
export const statementCases: ParityCases = {
  ...casesFor(
    METHODS,
    (name) => `${name} of a finalized statement`,
    ({ db }, use) => {
      const statement = db.prepare("SELECT $a");
      statement.finalize();
      return use(statement);
    },
  ),
  ...casesFor(
    METHODS,
    (name) => `${name} of a statement whose connection is closed`,
    ({ db }, use) => {
      const statement = db.prepare("SELECT $a");
      db.close();
      return use(statement);
    },
  ),
  ...casesFor(
    METHODS,
    (name) => `${name} inside the callback of exec`,
    ({ db }, use) => {
      let result: unknown;
      db.exec("SELECT $a AS a", {
        bind: 7,
        callback(_row: unknown, statement: LooseStmt) {
          result = use(statement);
        },
      });
      return result;
    },
  ),
  "a statement keeps its connection as db": ({ db }) => db.prepare("SELECT 1").db === db,
  "pointer is a number": ({ db }) => typeof db.prepare("SELECT 1").pointer,
  "step tells whether there is a row": ({ db }) => {
    const statement = db.prepare("SELECT 1 UNION ALL SELECT 2");
    return [statement.step(), statement.step(), statement.step(), statement.step()];
  },
  "step of a statement without rows": ({ db }) => db.prepare("CREATE TABLE t(a)").step(),
  "step that fails": ({ db }) => {
    db.exec("CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES(1)");
    return db.prepare("INSERT INTO t VALUES(1)").step();
  },
  "step that fails for a type": ({ db }) => {
    db.exec("CREATE TABLE t(a INTEGER) STRICT");
    return db.prepare("INSERT INTO t VALUES('x')").step();
  },
  "stepReset that fails": ({ db }) => {
    db.exec("CREATE TABLE t(a NOT NULL)");
    return db.prepare("INSERT INTO t VALUES(NULL)").stepReset();
  },
  "stepReset in a loop": ({ db }) => {
    db.exec("CREATE TABLE t(a)");
    const statement = db.prepare("INSERT INTO t VALUES(?)");
    for (let index = 0; index < 3; index++) statement.bind(index).stepReset();
    return [db.selectValues("SELECT a FROM t"), statement.stepReset() === statement];
  },
  "stepFinalize with a row": ({ db }) => {
    const statement = db.prepare("SELECT 1");
    return [statement.stepFinalize(), statement.pointer, db.openStatementCount()];
  },
  "stepFinalize without a row": ({ db }) => db.prepare("SELECT 1 WHERE 0").stepFinalize(),
  "stepFinalize that fails": ({ db }) => {
    db.exec("CREATE TABLE t(a NOT NULL)");
    const statement = db.prepare("INSERT INTO t VALUES(NULL)");
    const error = errorOf(() => statement.stepFinalize());
    return [error instanceof Error, statement.pointer === undefined, db.openStatementCount()];
  },
  "reset keeps bindings": ({ db }) => {
    const statement = db.prepare("SELECT ?").bind(5);
    statement.step();
    statement.reset().step();
    return statement.get(0);
  },
  "reset(true) clears bindings": ({ db }) => {
    const statement = db.prepare("SELECT ?").bind(5);
    statement.step();
    statement.reset(true).step();
    return statement.get(0);
  },
  "reset returns the statement": ({ db }) => {
    const statement = db.prepare("SELECT 1");
    return statement.reset() === statement;
  },
  "reset after a failed step": ({ db }) => {
    db.exec("CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES(1)");
    const statement = db.prepare("INSERT INTO t VALUES(?)").bind(1);
    errorOf(() => statement.step());
    return statement.reset();
  },
  "resetNoThrow after a failed step": ({ db }) => {
    db.exec("CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES(1)");
    const statement = db.prepare("INSERT INTO t VALUES(?)").bind(1);
    errorOf(() => statement.step());
    return [statement.resetNoThrow(), statement.resetNoThrow()];
  },
  "bind after a failed step": ({ db }) => {
    db.exec("CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES(1)");
    const statement = db.prepare("INSERT INTO t VALUES(?)").bind(1);
    errorOf(() => statement.step());
    statement.bind(2);
    return statement.step();
  },
  "step again after a failed step": ({ db }) => {
    db.exec("CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES(1)");
    const statement = db.prepare("INSERT INTO t VALUES(?)").bind(1);
    errorOf(() => statement.step());
    return statement.step();
  },
  "resetNoThrow after a good step": ({ db }) => {
    const statement = db.prepare("SELECT ?").bind(1);
    statement.step();
    const code = statement.resetNoThrow(true);
    statement.step();
    return [code, statement.get(0)];
  },
  "finalize twice": ({ db }) => {
    const statement = db.prepare("SELECT 1");
    return [statement.finalize(), statement.finalize()];
  },
  "finalize after a failed step": ({ db }) => {
    db.exec("CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES(1)");
    const statement = db.prepare("INSERT INTO t VALUES(1)");
    errorOf(() => statement.step());
    return statement.finalize();
  },
  isBusy: ({ db }) => {
    const statement = db.prepare("SELECT 1");
    const before = statement.isBusy();
    statement.step();
    const during = statement.isBusy();
    statement.reset();
    return [before, during, statement.isBusy()];
  },
  isReadOnly: ({ db }) => {
    db.exec("CREATE TABLE t(a)");
    const statements = ["SELECT 1", "INSERT INTO t VALUES(1)", "BEGIN", "PRAGMA user_version = 1"];
    return statements.map((sql) => db.prepare(sql).isReadOnly());
  },
  "new Stmt()": ({ api }) => new api.Stmt(),
  "new Stmt(db, pointer)": ({ api, db }) => new api.Stmt(db, 8),
  "Stmt.wrapHandle of a raw statement": ({ api, db }) => {
    const pointer = api.prepareRaw(db.pointer as number, "SELECT 1 AS a, ?");
    const statement = api.Stmt.wrapHandle(db, pointer);
    statement.bind(5);
    const isItsDb = statement.db === db;
    const row = statement.step() ? statement.get({}) : undefined;
    const finalized = statement.finalize();
    return [isItsDb, statement.db === db, row, finalized, statement.pointer, api.finalizeRaw(pointer)];
  },
  "Stmt.wrapHandle with ownership": ({ api, db }) => {
    const statement = api.Stmt.wrapHandle(db, api.prepareRaw(db.pointer as number, "SELECT 1"), true);
    return [db.openStatementCount(), statement.finalize(), db.openStatementCount()];
  },
  "Stmt.wrapHandle without ownership is not counted": ({ api, db }) => {
    const pointer = api.prepareRaw(db.pointer as number, "SELECT 1");
    api.Stmt.wrapHandle(db, pointer);
    const count = db.openStatementCount();
    api.finalizeRaw(pointer);
    return count;
  },
  "Stmt.wrapHandle of nothing": ({ api, db }) => api.Stmt.wrapHandle(db, 0),
  "Stmt.wrapHandle without a connection": ({ api }) => api.Stmt.wrapHandle(undefined, 8),
  "Stmt.wrapHandle of a text": ({ api, db }) => api.Stmt.wrapHandle(db, "8"),
  "Stmt.wrapHandle with a closed connection": ({ api, db }) => {
    db.close();
    return api.Stmt.wrapHandle(db, 8);
  },
};
