import type { Loose, ParityCall, Subject } from "../subject.js";

/** What calls of the C API are made with: a namespace, a connection in memory and its pointer. */
export interface CapiFixture {
  readonly sqlite3: Subject;
  readonly capi: Loose;
  readonly wasm: Loose;
  readonly oo1: Loose;
  readonly db: Loose;
}

/** A call that gets a connection with a table `t(a, b)` of three rows, which is closed afterwards. */
export function onDatabase(call: (fixture: CapiFixture) => unknown): ParityCall {
  return (sqlite3) => {
    const { capi, wasm, oo1 } = sqlite3 as Loose & CapiFixture;
    const db = new (oo1.DB as Loose)();
    try {
      db.exec("CREATE TABLE t(a, b); INSERT INTO t VALUES(1, 'one'), (2, x'0203'), (3, NULL)");
      return call({ sqlite3, capi, wasm, oo1, db });
    } finally {
      db.close();
    }
  };
}

/** A call that gets a statement besides, which is finalized afterwards. */
export function onStatement(
  sql: string,
  call: (statement: Loose, fixture: CapiFixture) => unknown,
): ParityCall {
  return onDatabase((fixture) => {
    const statement = fixture.db.prepare(sql) as Loose;
    try {
      return call(statement, fixture);
    } finally {
      statement.finalize();
    }
  });
}

/** Result code and message of a connection, after a call that gave a code. */
export function failureOf({ capi, db }: CapiFixture, code: unknown): unknown {
  return [code, capi.sqlite3_errcode(db)];
}

/** Runs a body that allocates on the stack in wasm memory, which is put back afterwards. */
export function onStack<Result>(wasm: Loose, body: (stack: Loose) => Result): Result {
  const stack = wasm.pstack as Loose;
  const before = stack.pointer;
  try {
    return body(stack);
  } finally {
    stack.restore(before);
  }
}

/** Runs SQL and says how it ended: the rows, or result code and whether the text is one of ours. */
export function attempt({ db }: CapiFixture, sql: string): unknown {
  try {
    return db.selectArrays(sql);
  } catch (error) {
    const { resultCode, message } = error as { resultCode?: unknown; message: string };
    return [resultCode, message.includes("mine")];
  }
}
