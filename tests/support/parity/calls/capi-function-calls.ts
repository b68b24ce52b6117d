import type { Loose, ParityCall, ParityCalls } from "../subject.js";
import { attempt, failureOf, onDatabase } from "./capi-fixture.js";

function fail(): never {
  throw new Error("mine");
}

/** Defines a scalar function and calls it. */
function scalar(xFunc: unknown, sql = "SELECT f(a) FROM t"): ParityCall {
  return onDatabase((all) => {
    const { capi, db } = all;
    const code = capi.sqlite3_create_function_v2(db, "f", -1, capi.SQLITE_UTF8, 0, xFunc, 0, 0, 0);
    return [...(failureOf(all, code) as unknown[]), attempt(all, sql)];
  });
}

const RESULTS: Readonly<Record<string, unknown>> = {
  null: null,
  undefined,
  "5": 5,
  "-1": -1,
  "2.5": 2.5,
  "2 ** 40": 2 ** 40,
  NaN: Number.NaN,
  "7n": 7n,
  "2n ** 63n": 2n ** 63n,
  true: true,
  text: "é",
  "empty text": "",
  bytes: new Uint8Array([1, 2]),
  "signed bytes": new Int8Array([-1]),
  buffer: new Uint8Array([3]).buffer,
  "no bytes": new Uint8Array(),
  object: {},
  array: [],
  symbol: Symbol("s"),
  "an error": new Error("given"),
  "a function": () => 1,
};

/** Definitions of SQL functions. */
export const capiFunctionCalls: ParityCalls = {
  ...Object.fromEntries(
    Object.entries(RESULTS).map(([name, value]) => [`a function that gives ${name}`, scalar(() => value)]),
  ),
  "a function gets values": scalar(
    (_context: unknown, ...values: unknown[]) =>
      JSON.stringify(values.map((each) => [typeof each, String(each)])),
    "SELECT f(1, 9007199254740993, 2.5, 'é', x'00ff', NULL)",
  ),
  "a function that throws": scalar(fail),
  "a function that throws a text": scalar(() => {
    throw "text";
  }),
  "a function that throws WasmAllocError": onDatabase((all) => {
    const { sqlite3, capi, db } = all;
    const xFunc = () => {
      throw new (sqlite3.WasmAllocError as Loose)("none");
    };
    capi.sqlite3_create_function_v2(db, "f", 0, capi.SQLITE_UTF8, 0, xFunc, 0, 0, 0);
    return attempt(all, "SELECT f()");
  }),
  "create_function('text')": scalar("text"),
  "create_function() of UTF-16": onDatabase((all) => {
    const { capi, db } = all;
    return failureOf(all, capi.sqlite3_create_function_v2(db, "f", 0, capi.SQLITE_UTF16, 0, fail, 0, 0, 0));
  }),
  "create_function() of no encoding": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_create_function_v2(all.db, "f", 0, 0, 0, fail, 0, 0, 0)),
  ),
  "create_function() of a name that is too long": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_create_function_v2(all.db, "f".repeat(300), 0, 1, 0, fail, 0, 0, 0)),
  ),
  "create_function() of few arguments": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_create_function(all.db, "f", 0)),
  ),
  "create_function_v2() of few arguments": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_create_function_v2(all.db, "f", 0)),
  ),
  "create_window_function() of few arguments": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_create_window_function(all.db, "f", 0)),
  ),
  "create_function() of eight": onDatabase((all) => [
    all.capi.sqlite3_create_function(all.db, "f", 1, 1, 0, (_: unknown, a: number) => a + 1, 0, 0),
    attempt(all, "SELECT f(1)"),
  ]),
  "xDestroy is called when a function goes": onDatabase(({ capi, db }) => {
    const seen: unknown[] = [];
    const define = (context: number, xDestroy: unknown) =>
      capi.sqlite3_create_function_v2(db, "f", 0, 1, context, () => 1, 0, 0, xDestroy);
    define(8, (context: number) => seen.push(context));
    define(16, 0);
    return seen;
  }),
  "an aggregate": onDatabase((all) => {
    const { capi, db } = all;
    let sum = 0;
    const xStep = (_context: unknown, value: number) => {
      sum += value;
    };
    const code = capi.sqlite3_create_function_v2(db, "f", 1, 1, 0, 0, xStep, () => sum, 0);
    return [code, attempt(all, "SELECT f(a) FROM t")];
  }),
  "an aggregate whose step throws": onDatabase((all) => {
    all.capi.sqlite3_create_function_v2(all.db, "f", 1, 1, 0, 0, fail, () => 1, 0);
    return attempt(all, "SELECT f(a) FROM t");
  }),
  "an aggregate whose end throws": onDatabase((all) => {
    all.capi.sqlite3_create_function_v2(all.db, "f", 1, 1, 0, 0, () => {}, fail, 0);
    return attempt(all, "SELECT f(a) FROM t");
  }),
  "an aggregate without end": onDatabase((all) =>
    failureOf(
      all,
      all.capi.sqlite3_create_function_v2(all.db, "f", 1, 1, 0, 0, () => {}, 0, 0),
    ),
  ),
  "a window function": onDatabase((all) => {
    let sum = 0;
    const code = all.capi.sqlite3_create_window_function(
      all.db,
      "f",
      1,
      1,
      0,
      (_: unknown, value: number) => {
        sum += value;
      },
      () => sum,
      () => sum,
      (_: unknown, value: number) => {
        sum -= value;
      },
      0,
    );
    return [code, attempt(all, "SELECT f(a) OVER (ORDER BY a ROWS 1 PRECEDING) FROM t")];
  }),
  "a pointer passes to a function": onDatabase((all) => {
    const { capi, wasm } = all;
    const pointer = wasm.installFunction("v(pip)", (context: number) => capi.sqlite3_result_int(context, 9));
    const code = capi.sqlite3_create_function_v2(all.db, "f", 0, 1, 0, pointer, 0, 0, 0);
    const rows = attempt(all, "SELECT f()");
    capi.sqlite3_create_function_v2(all.db, "f", 0, 1, 0, 0, 0, 0, 0);
    wasm.uninstallFunction(pointer);
    return [code, rows];
  }),
  ...Object.fromEntries(
    (
      [
        ["int", 5],
        ["double", 2.5],
        ["int64", 5n],
        ["null"],
        ["zeroblob", 2],
        ["zeroblob64", 2n],
        ["text", "é", -1, 0],
        ["error", "wrong", -1],
        ["error_code", 7],
        ["error_nomem"],
        ["error_toobig"],
        ["subtype", 5],
        ["js", "x"],
        ["error_js", new Error("e")],
        ["blob", 0, 0, 0],
        ["int"],
        ["text", "x"],
      ] as const
    ).map(([name, ...args]) => [
      `sqlite3_result_${name}(${args.map(String).join(", ")})`,
      onDatabase((all) => {
        const { capi, db } = all;
        const xFunc = (context: unknown) => {
          capi[`sqlite3_result_${name}`](context, ...args);
        };
        capi.sqlite3_create_function_v2(db, "f", 0, 1, 0, xFunc, 0, 0, 0);
        return attempt(all, "SELECT f()");
      }),
    ]),
  ),
  "values and context inside a function": onDatabase((all) => {
    const { capi, wasm, db } = all;
    const seen: unknown[] = [];
    const pointer = wasm.installFunction("v(pip)", (context: number, count: number, values: number) => {
      const first = wasm.peekPtr(values);
      seen.push(
        count,
        capi.sqlite3_values_to_js(count, values),
        capi.sqlite3_value_type(first),
        capi.sqlite3_value_text(first),
        capi.sqlite3_value_bytes(first),
        capi.sqlite3_value_int(first),
        capi.sqlite3_value_int64(first),
        capi.sqlite3_value_double(first),
        capi.sqlite3_value_numeric_type(first),
        capi.sqlite3_value_frombind(first),
        capi.sqlite3_value_nochange(first),
        capi.sqlite3_value_subtype(first),
        capi.sqlite3_value_pointer(first, "kind"),
        capi.sqlite3_user_data(context),
        capi.sqlite3_context_db_handle(context) === db.pointer,
        capi.sqlite3_get_auxdata(context, 0),
      );
      const copy = capi.sqlite3_value_dup(first);
      seen.push(capi.sqlite3_value_to_js(copy), capi.sqlite3_value_free(copy));
    });
    capi.sqlite3_create_function_v2(db, "f", -1, 1, 8, pointer, 0, 0, 0);
    attempt(all, "SELECT f('12x', 2)");
    capi.sqlite3_create_function_v2(db, "f", -1, 1, 0, 0, 0, 0, 0);
    wasm.uninstallFunction(pointer);
    return seen;
  }),
  "aggregate contexts": onDatabase((all) => {
    const { capi, wasm } = all;
    const xStep = (context: unknown, value: number) => {
      const cell = capi.sqlite3_js_aggregate_context(context, 4);
      wasm.poke32(cell, Number(wasm.peek32(cell)) + value);
    };
    const xFinal = (context: unknown) => {
      const cell = capi.sqlite3_js_aggregate_context(context, 0);
      return Number(cell) === 0 ? "none" : wasm.peek32(cell);
    };
    capi.sqlite3_create_function_v2(all.db, "f", 1, 1, 0, 0, xStep, xFinal, 0);
    return [attempt(all, "SELECT f(a) FROM t"), attempt(all, "SELECT f(a) FROM t WHERE 0")];
  }),
};
