import type { Loose, ParityCall, ParityCalls } from "../subject.js";
import { attempt, type CapiFixture, failureOf, onDatabase } from "./capi-fixture.js";

function fail(): never {
  throw new Error("mine");
}

/** Sets a hook, runs SQL, and tells what the hook saw (less its context) and how the SQL ended. */
function hook(
  install: (all: CapiFixture, callback: (...args: unknown[]) => unknown) => unknown,
  sql: string,
  result: () => unknown = () => 0,
): ParityCall {
  return onDatabase((all) => {
    const seen: unknown[] = [];
    const installed = install(all, (...args) => {
      seen.push(args.map((each) => (typeof each === "number" && each > 100_000 ? "pointer" : each)));
      return result();
    });
    return [installed, attempt(all, sql), seen];
  });
}

const collation = (all: CapiFixture, compare: unknown, encoding: unknown = 1) =>
  all.capi.sqlite3_create_collation_v2(all.db, "mine", encoding, 0, compare, 0);

/** Collations, hooks of connections, modules. */
export const capiHookCalls: ParityCalls = {
  "a collation": onDatabase((all) => [
    collation(all, () => 0),
    attempt(all, "SELECT 'a' = 'b' COLLATE mine"),
  ]),
  "a collation of UTF-16": onDatabase((all) =>
    failureOf(
      all,
      collation(all, () => 0, all.capi.SQLITE_UTF16),
    ),
  ),
  "a collation that is a text": onDatabase((all) => failureOf(all, collation(all, "x"))),
  "a collation of few arguments": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_create_collation(all.db, "mine")),
  ),
  "a collation without destructor": onDatabase((all) => [
    all.capi.sqlite3_create_collation(all.db, "mine", 1, 0, () => 0),
    attempt(all, "SELECT 'a' = 'b' COLLATE mine"),
  ]),
  "a collation is missing": onDatabase((all) => attempt(all, "SELECT 'a' = 'b' COLLATE mine")),
  "a collation is needed": onDatabase((all) => [
    all.capi.sqlite3_collation_needed(
      all.db,
      8,
      (context: number, db: number, _encoding: number, name: string) => {
        all.capi.sqlite3_create_collation(db, name, 1, context, () => 0);
      },
    ),
    attempt(all, "SELECT 'a' = 'b' COLLATE mine"),
  ]),

  update_hook: hook(
    ({ capi, db }, callback) => capi.sqlite3_update_hook(db, callback, 8),
    "INSERT INTO t VALUES(4, 4)",
  ),
  commit_hook: hook(({ capi, db }, callback) => capi.sqlite3_commit_hook(db, callback, 8), "DELETE FROM t"),
  "commit_hook that refuses": hook(
    ({ capi, db }, callback) => capi.sqlite3_commit_hook(db, callback, 8),
    "DELETE FROM t",
    () => 1,
  ),
  rollback_hook: onDatabase((all) => {
    let calls = 0;
    all.capi.sqlite3_rollback_hook(all.db, () => calls++, 0);
    all.db.exec("BEGIN; DELETE FROM t; ROLLBACK");
    return calls;
  }),
  preupdate_hook: onDatabase((all) => {
    const { capi, db } = all;
    const seen: unknown[] = [];
    capi.sqlite3_preupdate_hook(
      db,
      (
        _context: number,
        pDb: number,
        operation: number,
        schema: string,
        table: string,
        from: bigint,
        to: bigint,
      ) => {
        seen.push(
          operation,
          schema,
          table,
          from,
          to,
          capi.sqlite3_preupdate_count(pDb),
          capi.sqlite3_preupdate_depth(pDb),
          capi.sqlite3_preupdate_blobwrite(pDb),
          capi.sqlite3_preupdate_old_js(pDb, 1),
          capi.sqlite3_preupdate_new_js(pDb, 1),
        );
      },
      0,
    );
    db.exec("UPDATE t SET b = 'new' WHERE a = 1");
    return seen;
  }),
  "preupdate_new_js() outside a hook": onDatabase(({ capi, db }) => capi.sqlite3_preupdate_new_js(db, 0)),
  set_authorizer: hook(
    ({ capi, db }, callback) => capi.sqlite3_set_authorizer(db, callback, 8),
    "SELECT a FROM t WHERE a = 1",
  ),
  "set_authorizer that denies": hook(
    ({ capi, db }, callback) => capi.sqlite3_set_authorizer(db, callback, 8),
    "SELECT a FROM t",
    () => 1,
  ),
  "set_authorizer that ignores": hook(
    ({ capi, db }, callback) => capi.sqlite3_set_authorizer(db, callback, 8),
    "SELECT a FROM t WHERE a = 1",
    () => 2,
  ),
  "set_authorizer that throws": onDatabase((all) => {
    all.capi.sqlite3_set_authorizer(all.db, fail, 0);
    const [code] = attempt(all, "SELECT a FROM t") as unknown[];
    return code;
  }),
  "progress_handler that interrupts": hook(
    ({ capi, db }, callback) => capi.sqlite3_progress_handler(db, 1, callback, 8),
    "SELECT a FROM t",
    () => 1,
  ),
  trace_v2: onDatabase((all) => {
    const { capi, wasm, db } = all;
    const seen: unknown[] = [];
    const code = capi.sqlite3_trace_v2(
      db,
      capi.SQLITE_TRACE_STMT,
      (event: number, _context: number, statement: number, text: number) => {
        seen.push(event, capi.sqlite3_sql(statement), wasm.cstrToJs(text));
        return 0;
      },
      0,
    );
    db.exec("SELECT 1");
    return [code, seen];
  }),
  busy_handler: onDatabase(({ capi, db }) => [
    capi.sqlite3_busy_handler(db, () => 0, 0),
    capi.sqlite3_busy_handler(db, null, 0),
  ]),
  ...Object.fromEntries(
    (
      [
        ["busy_handler", (bad: unknown) => [bad, 0]],
        ["commit_hook", (bad: unknown) => [bad, 0]],
        ["rollback_hook", (bad: unknown) => [bad, 0]],
        ["update_hook", (bad: unknown) => [bad, 0]],
        ["preupdate_hook", (bad: unknown) => [bad, 0]],
        ["set_authorizer", (bad: unknown) => [bad, 0]],
        ["progress_handler", (bad: unknown) => [1, bad, 0]],
        ["trace_v2", (bad: unknown) => [1, bad, 0]],
        ["collation_needed", (bad: unknown) => [0, bad]],
      ] as const
    ).flatMap(([name, args]) => [
      [
        `${name}('text')`,
        onDatabase((all) => failureOf(all, all.capi[`sqlite3_${name}`](all.db, ...args("text")))),
      ],
      [`${name}() of one argument`, onDatabase((all) => failureOf(all, all.capi[`sqlite3_${name}`](all.db)))],
    ]),
  ),

  "create_module() of few arguments": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_create_module(all.db, "m")),
  ),
  "create_module('text')": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_create_module(all.db, "m", "text", 0)),
  ),
  "create_module(struct) and drop it": onDatabase((all) => {
    const module = new (all.capi.sqlite3_module as Loose)();
    try {
      return [
        all.capi.sqlite3_create_module(all.db, "m", module, 0),
        all.capi.sqlite3_create_module_v2(all.db, "m", 0, 0, 0),
      ];
    } finally {
      module.dispose();
    }
  }),
};
