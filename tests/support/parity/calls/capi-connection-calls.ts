import type { Loose, ParityCalls } from "../subject.js";
import { failureOf, onDatabase, onStack, onStatement } from "./capi-fixture.js";

/** Runs SQL by `sqlite3_exec()`: code and rows. */
function exec(sql: unknown, callback?: (rows: unknown[]) => unknown) {
  return onDatabase((all) => {
    const rows: unknown[] = [];
    const code = all.capi.sqlite3_exec(
      all.db,
      sql,
      callback?.(rows) ??
        ((...row: unknown[]) => {
          rows.push(row);
          return 0;
        }),
      0,
      0,
    );
    return [...(failureOf(all, code) as unknown[]), rows];
  });
}

const SQL = "SELECT a, b FROM t ORDER BY a LIMIT 1; SELECT NULL AS n, 2.5";

/** Functions of a connection. */
export const capiConnectionCalls: ParityCalls = {
  "exec(text)": exec(SQL),
  "exec(pieces)": exec([SQL, ";", " SELECT 3"]),
  "exec(bytes)": exec(new TextEncoder().encode(SQL)),
  "exec(wrong SQL)": exec("SELEC"),
  "exec(object)": exec({}),
  "exec() whose callback throws": exec(SQL, () => () => {
    throw new Error("mine");
  }),
  "exec() whose callback ends it": exec(SQL, (rows) => (row: unknown) => {
    rows.push(row);
    return 1;
  }),
  "exec() whose callback gives nothing": exec(SQL, (rows) => (row: unknown) => {
    rows.push(row);
  }),
  "exec() without callback": onDatabase(({ capi, db }) => capi.sqlite3_exec(db, "SELECT 1", 0, 0, 0)),
  "exec() with a wrong callback": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_exec(all.db, "SELECT 1", "x", 0, 0)),
  ),
  "exec() of two arguments": onDatabase(({ capi, db }) => capi.sqlite3_exec(db, "SELECT 1")),
  "exec() gives its message": onDatabase(({ capi, wasm, db }) =>
    onStack(wasm, (stack) => {
      const cell = stack.allocPtr();
      wasm.pokePtr(cell, 0);
      const code = capi.sqlite3_exec(db, "SELEC", 0, 0, cell);
      const message = wasm.peekPtr(cell);
      const text = wasm.cstrToJs(message);
      capi.sqlite3_free(message);
      return [code, text];
    }),
  ),

  "errors of a connection": onDatabase(({ capi, db }) => {
    capi.sqlite3_exec(db, "SELECT 1; SELEC", 0, 0, 0);
    return [
      capi.sqlite3_errcode(db),
      capi.sqlite3_extended_errcode(db),
      capi.sqlite3_errmsg(db),
      capi.sqlite3_error_offset(db),
    ];
  }),
  "set_errmsg()": onDatabase(({ capi, db }) => [
    capi.sqlite3_set_errmsg(db, 7, "é"),
    capi.sqlite3_errcode(db),
    capi.sqlite3_errmsg(db),
  ]),
  "errmsg(0)": ({ capi }) => capi.sqlite3_errmsg(0),
  "errcode(0)": ({ capi }) => capi.sqlite3_errcode(0),
  "errmsg(object)": ({ capi }) => capi.sqlite3_errmsg({}),
  "errmsg()": ({ capi }) => capi.sqlite3_errmsg(),
  "extended_result_codes()": onDatabase(({ capi, db }) => capi.sqlite3_extended_result_codes(db, 1)),
  changes: onDatabase(({ capi, db }) => [
    capi.sqlite3_changes(db),
    capi.sqlite3_changes64(db),
    capi.sqlite3_total_changes(db),
    capi.sqlite3_total_changes64(db),
    capi.sqlite3_last_insert_rowid(db),
  ]),
  "set_last_insert_rowid()": onDatabase(({ capi, db }) => [
    capi.sqlite3_set_last_insert_rowid(db, 77n),
    capi.sqlite3_last_insert_rowid(db),
  ]),
  "transaction state": onDatabase(({ capi, db }) => {
    const before = [capi.sqlite3_get_autocommit(db), capi.sqlite3_txn_state(db, "main")];
    db.exec("BEGIN; INSERT INTO t VALUES(4, 4)");
    return [
      before,
      capi.sqlite3_get_autocommit(db),
      capi.sqlite3_txn_state(db, null),
      capi.sqlite3_txn_state(db, "nope"),
    ];
  }),
  interrupt: onDatabase(({ capi, db }) => [capi.sqlite3_interrupt(db), capi.sqlite3_is_interrupted(db)]),
  limit: onDatabase(({ capi, db }) => [
    capi.sqlite3_limit(db, capi.SQLITE_LIMIT_COLUMN, 10),
    capi.sqlite3_limit(db, capi.SQLITE_LIMIT_COLUMN, -1),
    capi.sqlite3_limit(db, 99, -1),
  ]),
  "names of databases": onDatabase(({ capi, db }) => [
    capi.sqlite3_db_filename(db, "main"),
    capi.sqlite3_db_filename(db, "nope"),
    capi.sqlite3_db_name(db, 0),
    capi.sqlite3_db_name(db, 9),
    capi.sqlite3_db_readonly(db, "main"),
    capi.sqlite3_db_readonly(db, "nope"),
  ]),
  "db_status(99)": onDatabase(({ capi, wasm, db }) =>
    onStack(wasm, (stack) => {
      const [a, b] = stack.allocPtr(2) as unknown as number[];
      return capi.sqlite3_db_status(db, 99, a, b, 0);
    }),
  ),
  "file_control(99)": onDatabase(({ capi, db }) => capi.sqlite3_file_control(db, "main", 99, 0)),
  busy_timeout: onDatabase(({ capi, db }) => capi.sqlite3_busy_timeout(db, 10)),
  next_stmt: onStatement("SELECT 1", (statement, { capi, db }) => [
    capi.sqlite3_next_stmt(db, 0) === statement.pointer,
    capi.sqlite3_next_stmt(db, statement),
  ]),
  table_column_metadata: onDatabase(({ capi, wasm, db }) =>
    onStack(wasm, (stack) => {
      const cells = stack.allocPtr(5) as unknown as number[];
      wasm.pokePtr(cells, 0);
      const code = capi.sqlite3_table_column_metadata(db, "main", "t", "a", ...cells);
      const missing = capi.sqlite3_table_column_metadata(db, "main", "t", "nope", ...cells);
      return [code, missing];
    }),
  ),
  overload_function: onDatabase(({ capi, db }) => capi.sqlite3_overload_function(db, "f", 1)),
  "db_config(switch)": onDatabase(({ capi, wasm, db }) =>
    onStack(wasm, (stack) => {
      const cell = stack.alloc(8);
      const code = capi.sqlite3_db_config(db, capi.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, cell);
      return [code, wasm.peek32(cell), capi.sqlite3_db_config(db, capi.SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, 0)];
    }),
  ),
  "db_config(name)": onDatabase(({ capi, db }) => [
    capi.sqlite3_db_config(db, capi.SQLITE_DBCONFIG_MAINDBNAME, "other"),
    capi.sqlite3_db_name(db, 0),
  ]),
  "db_config(lookaside)": onDatabase(({ capi, db }) =>
    capi.sqlite3_db_config(db, capi.SQLITE_DBCONFIG_LOOKASIDE, 0, 0, 0),
  ),
  "db_config(9999)": onDatabase((all) => failureOf(all, all.capi.sqlite3_db_config(all.db, 9999, 1))),
  "db_config(switch) without a value": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_db_config(all.db, all.capi.SQLITE_DBCONFIG_ENABLE_TRIGGER)),
  ),
  "vtab_config() outside a table": onDatabase((all) =>
    failureOf(all, all.capi.sqlite3_vtab_config(all.db, all.capi.SQLITE_VTAB_INNOCUOUS)),
  ),
  "declare_vtab() outside a table": onDatabase(({ capi, db }) =>
    capi.sqlite3_declare_vtab(db, "CREATE TABLE x(a)"),
  ),
  drop_modules: onDatabase(({ capi, db }) => capi.sqlite3_drop_modules(db, 0)),

  "serialize and deserialize": onDatabase(({ capi, wasm, oo1, db }) =>
    onStack(wasm, (stack) => {
      const cell = stack.alloc(8);
      const bytes = capi.sqlite3_serialize(db, "main", cell, 0);
      const size = wasm.peek64(cell);
      const copy = new (oo1.DB as Loose)();
      try {
        const flags =
          Number(capi.SQLITE_DESERIALIZE_FREEONCLOSE) | Number(capi.SQLITE_DESERIALIZE_RESIZEABLE);
        const code = capi.sqlite3_deserialize(copy, "main", bytes, size, size, flags);
        return [code, size, copy.selectValue("SELECT count(*) FROM t")];
      } finally {
        copy.close();
      }
    }),
  ),
  "serialize(nope)": onDatabase(({ capi, wasm, db }) =>
    onStack(wasm, (stack) => capi.sqlite3_serialize(db, "nope", stack.alloc(8), 0)),
  ),
  "deserialize(nope)": onDatabase(({ capi, db }) => capi.sqlite3_deserialize(db, "nope", 0, 0, 0, 0)),
  backup: onDatabase(({ capi, oo1, db }) => {
    const target = new (oo1.DB as Loose)();
    try {
      const backup = capi.sqlite3_backup_init(target, "main", db, "main");
      const step = capi.sqlite3_backup_step(backup, -1);
      const counts = [capi.sqlite3_backup_remaining(backup), capi.sqlite3_backup_pagecount(backup)];
      return [step, counts, capi.sqlite3_backup_finish(backup), target.selectValue("SELECT count(*) FROM t")];
    } finally {
      target.close();
    }
  }),
  "backup to itself": onDatabase((all) => {
    const { capi, db } = all;
    return failureOf(all, capi.sqlite3_backup_init(db, "main", db, "main"));
  }),
};
