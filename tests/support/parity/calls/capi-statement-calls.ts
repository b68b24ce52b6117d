import type { Loose, ParityCall, ParityCalls } from "../subject.js";
import { type CapiFixture, failureOf, onDatabase, onStack, onStatement } from "./capi-fixture.js";

/** Opens a file by the C function: code, whether there is a connection, its error. */
function open(name: string, ...args: readonly unknown[]): ParityCall {
  return ({ capi, wasm }) =>
    onStack(wasm, (stack) => {
      const cell = stack.allocPtr();
      const [filename, ...rest] = args;
      const code = capi[name](filename, cell, ...rest);
      const db = wasm.peekPtr(cell);
      const message = Number(db) > 0 ? capi.sqlite3_errmsg(db) : undefined;
      return [code, Number(db) > 0, message, capi.sqlite3_close_v2(db)];
    });
}

/** Prepares SQL in some form: code, whether there is a statement, where the rest begins. */
function prepare(sql: (fixture: CapiFixture) => unknown, byteLength = -1): ParityCall {
  return onDatabase((fixture) => {
    const { wasm, capi, db } = fixture;
    return wasm.scopedAllocCall(() =>
      onStack(wasm, (stack) => {
        const [cell, tail] = stack.allocPtr(2) as unknown as number[];
        wasm.pokePtr([cell, tail], 0);
        const given = sql(fixture);
        const code = capi.sqlite3_prepare_v2(db, given, byteLength, cell, tail);
        const statement = wasm.peekPtr(cell);
        const rest = Number(wasm.peekPtr(tail));
        const text = Number(statement) > 0 ? capi.sqlite3_sql(statement) : undefined;
        capi.sqlite3_finalize(statement);
        return [
          ...(failureOf(fixture, code) as unknown[]),
          text,
          typeof given === "number" ? rest - given : rest,
        ];
      }),
    );
  });
}

/** Binds a value by a C function and reads it back. */
function bound(name: string, ...args: readonly unknown[]): ParityCall {
  return onStatement("SELECT ?1, typeof(?1)", (statement, { capi }) => {
    const code = capi[name](statement, 1, ...args);
    capi.sqlite3_step(statement);
    return [code, capi.sqlite3_column_js(statement, 0), capi.sqlite3_column_text(statement, 1)];
  });
}

/** Functions of the row `1, 'one'`, of another and of none. */
const COLUMN_FUNCTIONS = [
  "sqlite3_column_count",
  "sqlite3_data_count",
  "sqlite3_column_name",
  "sqlite3_column_decltype",
  "sqlite3_column_database_name",
  "sqlite3_column_table_name",
  "sqlite3_column_origin_name",
  "sqlite3_column_type",
  "sqlite3_column_int",
  "sqlite3_column_int64",
  "sqlite3_column_double",
  "sqlite3_column_text",
  "sqlite3_column_bytes",
  "sqlite3_column_js",
] as const;

const SQL = new TextEncoder().encode("SELECT 1");

/** Connections and statements through the C API. */
export const capiStatementCalls: ParityCalls = {
  "sqlite3_open(':memory:')": open("sqlite3_open", ":memory:"),
  "sqlite3_open('/no/such/folder')": open("sqlite3_open", "/no/such/folder"),
  "sqlite3_open_v2(':memory:', 6, null)": open("sqlite3_open_v2", ":memory:", 6, null),
  "sqlite3_open_v2(vfs nope)": open("sqlite3_open_v2", ":memory:", 6, "nope"),
  "sqlite3_open_v2() of two arguments": open("sqlite3_open_v2", ":memory:"),
  "sqlite3_close_v2(0)": ({ capi }) => capi.sqlite3_close_v2(0),
  "sqlite3_close_v2(null)": ({ capi }) => capi.sqlite3_close_v2(null),
  "sqlite3_close_v2()": ({ capi }) => capi.sqlite3_close_v2(),

  "prepare(text)": prepare(() => "SELECT 1; SELECT 2"),
  "prepare(pieces)": prepare(() => ["SELECT", " 1"]),
  "prepare(bytes)": prepare(() => SQL),
  "prepare(signed bytes)": prepare(() => new Int8Array(SQL)),
  "prepare(buffer)": prepare(() => SQL.buffer),
  "prepare(C string)": prepare(({ wasm }) => wasm.scopedAllocCString("SELECT 1; SELECT 2")),
  "prepare(C string, 8)": prepare(({ wasm }) => wasm.scopedAllocCString("SELECT 1; SELECT 2"), 8),
  "prepare('')": prepare(() => ""),
  "prepare(wrong SQL)": prepare(() => "SELEC 1"),
  "prepare(object)": prepare(() => ({})),
  "prepare(null)": prepare(() => null),
  "prepare(undefined)": prepare(() => undefined),
  "prepare(true)": prepare(() => true),
  "sqlite3_prepare_v2() of one argument": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_prepare_v2(all.db)),
  ),
  "sqlite3_prepare_v3() of five arguments": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_prepare_v3(all.db, "SELECT 1", -1, 0, 0)),
  ),
  "sqlite3_prepare_v3(persistent)": onDatabase(({ capi, wasm, db }) =>
    onStack(wasm, (stack) => {
      const cell = stack.allocPtr();
      const code = capi.sqlite3_prepare_v3(db, "SELECT 1", -1, capi.SQLITE_PREPARE_PERSISTENT, cell, null);
      return [code, capi.sqlite3_finalize(wasm.peekPtr(cell))];
    }),
  ),

  ...Object.fromEntries(
    COLUMN_FUNCTIONS.flatMap((name) =>
      [0, 1, 5].map((column): readonly [string, ParityCall] => [
        `${name}(${column})`,
        onStatement("SELECT a, b FROM t", (statement, { capi }) => {
          capi.sqlite3_step(statement);
          const call = capi[name] as Loose;
          return call.length === 1 ? call(statement) : call(statement, column);
        }),
      ]),
    ),
  ),
  "column values of every type": onStatement(
    "SELECT 1, 9007199254740993, 2.5, 'é', x'00ff', NULL, '', x'', 1e400",
    (statement, { capi }) => {
      capi.sqlite3_step(statement);
      return Array.from({ length: 9 }, (_, index) => capi.sqlite3_column_js(statement, index));
    },
  ),
  "sqlite3_column_blob()": onStatement("SELECT x'0203'", (statement, { capi, wasm }) => {
    capi.sqlite3_step(statement);
    return wasm.peek8(capi.sqlite3_column_blob(statement, 0));
  }),
  "sqlite3_column_value()": onStatement("SELECT 'x'", (statement, { capi }) => {
    capi.sqlite3_step(statement);
    return capi.sqlite3_value_to_js(capi.sqlite3_column_value(statement, 0));
  }),
  "sqlite3_column_int() of one argument": onStatement("SELECT 1", (statement, { capi }) =>
    capi.sqlite3_column_int(statement),
  ),

  "bind_int(5)": bound("sqlite3_bind_int", 5),
  "bind_int('5')": bound("sqlite3_bind_int", "5"),
  "bind_int(5n)": bound("sqlite3_bind_int", 5n),
  "bind_int(2 ** 32 + 1)": bound("sqlite3_bind_int", 2 ** 32 + 1),
  "bind_int64(5n)": bound("sqlite3_bind_int64", 5n),
  "bind_int64(5)": bound("sqlite3_bind_int64", 5),
  "bind_int64(1.5)": bound("sqlite3_bind_int64", 1.5),
  "bind_int64('x')": bound("sqlite3_bind_int64", "x"),
  "bind_int64(2n ** 60n)": bound("sqlite3_bind_int64", 2n ** 60n),
  "bind_double(2.5)": bound("sqlite3_bind_double", 2.5),
  "bind_double('x')": bound("sqlite3_bind_double", "x"),
  "bind_null()": bound("sqlite3_bind_null"),
  "bind_zeroblob(3)": bound("sqlite3_bind_zeroblob", 3),
  "bind_zeroblob()": bound("sqlite3_bind_zeroblob"),
  "bind_text('é')": bound("sqlite3_bind_text", "é", -1, 0),
  "bind_text('')": bound("sqlite3_bind_text", "", -1, 0),
  "bind_text(bytes)": bound("sqlite3_bind_text", SQL, SQL.length, 0),
  "bind_text(pieces)": bound("sqlite3_bind_text", ["a", "b"], -1, 0),
  "bind_text(null)": bound("sqlite3_bind_text", null, 0, 0),
  "bind_text(undefined)": bound("sqlite3_bind_text", undefined, 0, 0),
  "bind_text(object)": bound("sqlite3_bind_text", {}, 0, 0),
  "bind_text(true)": bound("sqlite3_bind_text", true, 0, 0),
  "bind_text('x') of three arguments": bound("sqlite3_bind_text", "x"),
  "bind_blob(bytes)": bound("sqlite3_bind_blob", new Uint8Array([1, 2, 255]), 3, 0),
  "bind_blob(signed bytes)": bound("sqlite3_bind_blob", new Int8Array([1, 2, -1]), 3, 0),
  "bind_blob(buffer)": bound("sqlite3_bind_blob", new Uint8Array([1, 2]).buffer, 2, 0),
  "bind_blob(no bytes)": bound("sqlite3_bind_blob", new Uint8Array(), 0, 0),
  "bind_blob('text')": bound("sqlite3_bind_blob", "text", -1, 0),
  "bind_blob(null)": bound("sqlite3_bind_blob", null, 0, 0),
  "bind_blob(Uint16Array)": bound("sqlite3_bind_blob", new Uint16Array(2), 4, 0),
  "bind_blob(object)": bound("sqlite3_bind_blob", {}, 4, 0),
  "bind_blob() of three arguments": bound("sqlite3_bind_blob", null),
  "bind_text() of a pointer": onStatement("SELECT ?", (statement, { capi, wasm }) =>
    wasm.scopedAllocCall(() => {
      const code = capi.sqlite3_bind_text(
        statement,
        1,
        wasm.scopedAllocCString("abcd"),
        2,
        capi.SQLITE_TRANSIENT,
      );
      capi.sqlite3_step(statement);
      return [code, capi.sqlite3_column_text(statement, 0)];
    }),
  ),
  "bind_text() to no parameter": onStatement("SELECT 1", (statement, { capi }) =>
    capi.sqlite3_bind_text(statement, 1, "x", -1, 0),
  ),

  "parameters by name": onStatement("SELECT :a, ?5, $b", (statement, { capi }) => [
    capi.sqlite3_bind_parameter_count(statement),
    capi.sqlite3_bind_parameter_index(statement, ":a"),
    capi.sqlite3_bind_parameter_index(statement, "nope"),
    capi.sqlite3_bind_parameter_name(statement, 1),
    capi.sqlite3_bind_parameter_name(statement, 5),
    capi.sqlite3_bind_parameter_name(statement, 99),
  ]),
  "clear_bindings()": onStatement("SELECT ?", (statement, { capi }) => {
    capi.sqlite3_bind_int(statement, 1, 5);
    const code = capi.sqlite3_clear_bindings(statement);
    capi.sqlite3_step(statement);
    return [code, capi.sqlite3_column_js(statement, 0)];
  }),
  "sql and expanded sql": onStatement("SELECT ?", (statement, { capi }) => {
    capi.sqlite3_bind_text(statement, 1, "é'", -1, 0);
    return [capi.sqlite3_sql(statement), capi.sqlite3_expanded_sql(statement)];
  }),
  "sql of no statement": ({ capi }) => [capi.sqlite3_sql(0), capi.sqlite3_expanded_sql(0)],
  "statement flags": onStatement("EXPLAIN SELECT 1", (statement, { capi }) => [
    capi.sqlite3_stmt_readonly(statement),
    capi.sqlite3_stmt_busy(statement),
    capi.sqlite3_stmt_isexplain(statement),
    capi.sqlite3_stmt_explain(statement, 0),
    capi.sqlite3_stmt_isexplain(statement),
    capi.sqlite3_stmt_status(statement, 1, 0),
  ]),
  "step, reset, step": onStatement("SELECT 1", (statement, { capi }) => [
    capi.sqlite3_step(statement),
    capi.sqlite3_reset(statement),
    capi.sqlite3_step(statement),
    capi.sqlite3_step(statement),
  ]),
  "step(0)": ({ capi }) => capi.sqlite3_step(0),
  "step()": ({ capi }) => capi.sqlite3_step(),
  "step(object)": ({ capi }) => capi.sqlite3_step({}),
  "finalize(null)": ({ capi }) => capi.sqlite3_finalize(null),
  "reset(0)": ({ capi }) => capi.sqlite3_reset(0),
  "db_handle is the connection": onStatement(
    "SELECT 1",
    (statement, { capi, db }) => capi.sqlite3_db_handle(statement.pointer) === db.pointer,
  ),
  "bind_pointer and clear": onStatement("SELECT ?", (statement, { capi, wasm }) => {
    const seen: unknown[] = [];
    const destroy = wasm.installFunction("v(p)", (pointer: number) => seen.push(pointer));
    const code = capi.sqlite3_bind_pointer(statement, 1, 8, "kind", destroy);
    capi.sqlite3_clear_bindings(statement);
    wasm.uninstallFunction(destroy);
    return [code, seen];
  }),
};
