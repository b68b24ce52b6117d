import type { Loose, ParityCall, ParityCalls } from "../subject.js";
import { onDatabase } from "./capi-fixture.js";

/** Calls a function of the C API. */
function capiCall(name: string, ...args: readonly unknown[]): readonly [string, ParityCall] {
  const shown = args.map((each) =>
    typeof each === "bigint" ? `${each}n` : (JSON.stringify(each) ?? "undefined"),
  );
  return [`${name}(${shown.join(", ")})`, ({ capi }) => capi[name](...args)];
}

const BYTES = new TextEncoder().encode("select 1;");

/** Functions of the library as a whole, and helpers that need no connection. */
export const capiLibraryCalls: ParityCalls = Object.fromEntries([
  capiCall("sqlite3_libversion"),
  capiCall("sqlite3_libversion", 1),
  capiCall("sqlite3_libversion_number"),
  capiCall("sqlite3_sourceid"),
  capiCall("sqlite3_compileoption_get", 0),
  capiCall("sqlite3_compileoption_get", 9999),
  capiCall("sqlite3_compileoption_used", "ENABLE_FTS5"),
  capiCall("sqlite3_compileoption_used", "NOPE"),
  capiCall("sqlite3_initialize"),
  capiCall("sqlite3_errstr", 5),
  capiCall("sqlite3_errstr", 99_999),
  capiCall("sqlite3_errstr", "x"),
  capiCall("sqlite3_errstr"),
  capiCall("sqlite3_complete", "select 1;"),
  capiCall("sqlite3_complete", "select 1"),
  capiCall("sqlite3_complete", ["select ", "1;"]),
  ["sqlite3_complete(bytes)", ({ capi }) => capi.sqlite3_complete(BYTES)],
  capiCall("sqlite3_complete", 1, 2),
  capiCall("sqlite3_keyword_count"),
  capiCall("sqlite3_keyword_check", "select", 6),
  capiCall("sqlite3_keyword_check", "selec", 5),
  capiCall("sqlite3_stricmp", "ABC", "abc"),
  capiCall("sqlite3_stricmp", "a", "b"),
  capiCall("sqlite3_stricmp", null, "b"),
  capiCall("sqlite3_strnicmp", "ABCd", "abce", 3),
  capiCall("sqlite3_strglob", "a*", "abc"),
  capiCall("sqlite3_strglob", "a?", "abc"),
  capiCall("sqlite3_strlike", "a%", "abc", 0),
  capiCall("sqlite3_strlike", "a", "abc", 0),
  capiCall("sqlite3_vfs_find", "nope"),
  capiCall("sqlite3_vfs_unregister", "nope"),
  capiCall("sqlite3_vfs_unregister", 0),
  capiCall("sqlite3_vfs_register", "nope", 0),
  ["sqlite3_vfs_find(null) is the default", ({ capi }) => Number(capi.sqlite3_vfs_find(null)) > 0],
  capiCall("sqlite3_uri_parameter", "file", "nope"),
  capiCall("sqlite3_uri_boolean", "file", "nope", 1),
  capiCall("sqlite3_uri_boolean", "file", "nope", 0),
  capiCall("sqlite3_uri_int64", "file", "nope", 5n),
  capiCall("sqlite3_uri_key", "file", 0),
  capiCall("sqlite3_status", 99, 0, 0, 0),
  capiCall("sqlite3_malloc", 0),
  capiCall("sqlite3_malloc", -1),
  capiCall("sqlite3_free", 0),
  [
    "malloc, realloc, msize, free",
    ({ capi }) => {
      const first = capi.sqlite3_malloc(10);
      const second = capi.sqlite3_realloc(first, 100);
      const size = Number(capi.sqlite3_msize(second));
      return [size >= 100, capi.sqlite3_free(second)];
    },
  ],
  [
    "malloc64 and realloc64",
    ({ capi }) => {
      const pointer = capi.sqlite3_realloc64(capi.sqlite3_malloc64(10n), 20n);
      return [Number(pointer) > 0, capi.sqlite3_free(pointer)];
    },
  ],

  capiCall("sqlite3_js_rc_str", 0),
  capiCall("sqlite3_js_rc_str", 5),
  capiCall("sqlite3_js_rc_str", 517),
  capiCall("sqlite3_js_rc_str", 100_000),
  capiCall("sqlite3_js_rc_str", "SQLITE_BUSY"),
  capiCall("sqlite3_js_rc_str"),
  capiCall("sqlite3_js_sql_to_string", "select"),
  capiCall("sqlite3_js_sql_to_string", ["a", "b"]),
  capiCall("sqlite3_js_sql_to_string", []),
  capiCall("sqlite3_js_sql_to_string", {}),
  capiCall("sqlite3_js_sql_to_string", null),
  capiCall("sqlite3_js_sql_to_string"),
  ["sqlite3_js_sql_to_string(bytes)", ({ capi }) => capi.sqlite3_js_sql_to_string(BYTES)],
  [
    "sqlite3_js_sql_to_string(C string)",
    ({ capi, wasm }) =>
      wasm.scopedAllocCall(() => capi.sqlite3_js_sql_to_string(wasm.scopedAllocCString("select"))),
  ],
  capiCall("sqlite3_js_vfs_list"),
  capiCall("sqlite3_js_db_uses_vfs", 0, "nope"),
  ["sqlite3_js_db_uses_vfs(0, default)", ({ capi }) => Number(capi.sqlite3_js_db_uses_vfs(0, "unix")) > 0],
  capiCall("sqlite3_js_db_uses_vfs", 0, "memdb"),
  capiCall("sqlite3_js_db_vfs", 0),
  capiCall("sqlite3_js_db_export", 0),
  capiCall("sqlite3_js_db_export", null),
  capiCall("sqlite3_js_db_export"),
  capiCall("sqlite3_wasmfs_opfs_dir"),
  capiCall("sqlite3_wasmfs_filename_is_persistent", "x"),
  [
    "sqlite3_randomness(bytes) gives the bytes",
    ({ capi }) => {
      const bytes = new Uint8Array(2000);
      return [(capi.sqlite3_randomness(bytes) as unknown) === bytes, bytes.some((byte) => byte !== 0)];
    },
  ],
  [
    "sqlite3_randomness(count, address)",
    ({ capi, wasm }) =>
      wasm.scopedAllocCall(() => {
        const address = wasm.scopedAlloc(64);
        wasm.heap8u().fill(0, address, Number(address) + 64);
        const result = capi.sqlite3_randomness(64, address);
        return [
          result,
          (wasm.heap8u().slice(address, Number(address) + 64) as unknown as Uint8Array).some(Boolean),
        ];
      }),
  ],

  ...[0, 1, 3].map((times): readonly [string, ParityCall] => [
    `sqlite3_js_retry_busy(${times})`,
    ({ capi, SQLite3Error }) => {
      const seen: unknown[] = [];
      try {
        capi.sqlite3_js_retry_busy(
          times,
          () => {
            seen.push("call");
            throw new (SQLite3Error as Loose)(5, "busy");
          },
          (attempt: number) => seen.push(attempt),
        );
      } catch (error) {
        seen.push((error as { resultCode: number }).resultCode);
      }
      return seen;
    },
  ]),
  ["sqlite3_js_retry_busy() gives the result", ({ capi }) => capi.sqlite3_js_retry_busy(2, () => 7)],
  [
    "sqlite3_js_retry_busy() with another error",
    ({ capi, SQLite3Error }) =>
      capi.sqlite3_js_retry_busy(2, () => {
        throw new (SQLite3Error as Loose)(1, "no");
      }),
  ],

  capiCall("sqlite3_config", 9999, 1),
  capiCall("sqlite3_config"),
  capiCall("sqlite3_config", 1),
  [
    "sqlite3_config(SQLITE_CONFIG_URI, 1) too late",
    ({ capi }) => capi.sqlite3_config(capi.SQLITE_CONFIG_URI, 1),
  ],
  [
    "sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 1, 1) too late",
    ({ capi }) => capi.sqlite3_config(capi.SQLITE_CONFIG_LOOKASIDE, 1, 1),
  ],
  [
    "sqlite3_config(SQLITE_CONFIG_MALLOC, 1)",
    ({ capi }) => capi.sqlite3_config(capi.SQLITE_CONFIG_MALLOC, 1),
  ],

  capiCall("sqlite3_auto_extension", null),
  capiCall("sqlite3_auto_extension", "x"),
  capiCall("sqlite3_auto_extension"),
  capiCall("sqlite3_cancel_auto_extension", null),
  capiCall("sqlite3_cancel_auto_extension", "x"),
  ["sqlite3_cancel_auto_extension(unknown)", ({ capi }) => capi.sqlite3_cancel_auto_extension(() => 0)],
  [
    "an auto extension is called, until it is cancelled",
    ({ capi, oo1 }) => {
      let calls = 0;
      const extension = () => {
        calls++;
        return 0;
      };
      const codes = [capi.sqlite3_auto_extension(extension), capi.sqlite3_auto_extension(extension)];
      new (oo1.DB as Loose)().close();
      const cancelled = capi.sqlite3_cancel_auto_extension(extension);
      new (oo1.DB as Loose)().close();
      return [codes, calls, cancelled];
    },
  ],
  [
    "an auto extension that throws fails the opening",
    ({ capi, oo1 }) => {
      capi.sqlite3_auto_extension(() => {
        throw new Error("mine");
      });
      try {
        new (oo1.DB as Loose)().close();
        return "opened";
      } catch (error) {
        return (error as { resultCode: number }).resultCode;
      } finally {
        capi.sqlite3_reset_auto_extension();
      }
    },
  ],

  [
    "sqlite3_js_posix_create_file() and a database of it",
    ({ capi, oo1 }) => {
      const source = new (oo1.DB as Loose)();
      source.exec("CREATE TABLE t(a); INSERT INTO t VALUES(7)");
      const bytes = capi.sqlite3_js_db_export(source) as unknown as Uint8Array;
      source.close();
      capi.sqlite3_js_posix_create_file("/created.db", bytes);
      const db = new (oo1.DB as Loose)("/created.db");
      try {
        return [bytes.length, db.selectValue("SELECT a FROM t")];
      } finally {
        db.close();
      }
    },
  ],
  capiCall("sqlite3_js_posix_create_file", "/bad", "text"),
  capiCall("sqlite3_js_posix_create_file", "/bad", {}),
  capiCall("sqlite3_js_posix_create_file", "/bad", 8),
  [
    "sqlite3_js_posix_create_file() of too many bytes",
    ({ capi }) => capi.sqlite3_js_posix_create_file("/bad", new Uint8Array(3), 4),
  ],
  [
    "sqlite3_js_posix_create_file() of no folder",
    ({ capi }) => capi.sqlite3_js_posix_create_file("/no/such/folder", new Uint8Array(3)),
  ],
  [
    "sqlite3_js_vfs_create_file('nope')",
    ({ capi }) => capi.sqlite3_js_vfs_create_file("nope", "/x", new Uint8Array(3)),
  ],
  [
    "sqlite3_js_vfs_create_file('unix', text)",
    ({ capi }) => capi.sqlite3_js_vfs_create_file("unix", "/x", "text"),
  ],
  [
    "sqlite3_js_vfs_create_file('unix')",
    ({ capi }) => capi.sqlite3_js_vfs_create_file("unix", "/vfs-created", new Uint8Array(512), 512),
  ],

  [
    "sqlite3_js_db_export(db) is a database",
    onDatabase(({ capi, db }) =>
      new TextDecoder().decode((capi.sqlite3_js_db_export(db) as unknown as Uint8Array).subarray(0, 15)),
    ),
  ],
  [
    "sqlite3_js_db_export(pointer, 'main').length",
    onDatabase(({ capi, db }) => capi.sqlite3_js_db_export(db.pointer, "main").length),
  ],
  ["sqlite3_js_db_export(db, 'nope')", onDatabase(({ capi, db }) => capi.sqlite3_js_db_export(db, "nope"))],
  [
    "sqlite3_js_db_export(empty)",
    ({ capi, oo1 }) => {
      const db = new (oo1.DB as Loose)();
      try {
        return capi.sqlite3_js_db_export(db);
      } finally {
        db.close();
      }
    },
  ],
  [
    "sqlite3_js_db_uses_vfs(db, 'memdb')",
    onDatabase(({ capi, db }) => capi.sqlite3_js_db_uses_vfs(db, "memdb")),
  ],
  [
    "sqlite3_js_db_uses_vfs(db, 'unix')",
    onDatabase(({ capi, db }) => Number(capi.sqlite3_js_db_uses_vfs(db, "unix")) > 0),
  ],
  [
    "sqlite3_js_db_uses_vfs(db, 'unix', 'nope')",
    onDatabase(({ capi, db }) => capi.sqlite3_js_db_uses_vfs(db, "unix", "nope")),
  ],
  ["sqlite3_js_db_vfs(db)", onDatabase(({ capi, db }) => Number(capi.sqlite3_js_db_vfs(db)) > 0)],
  ["sqlite3_js_db_vfs(db, 'nope')", onDatabase(({ capi, db }) => capi.sqlite3_js_db_vfs(db, "nope"))],
]);
