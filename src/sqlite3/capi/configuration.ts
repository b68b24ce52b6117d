import { ResultCode } from "../../base/index.js";
import type { NamespaceParts } from "../namespace-parts.js";
import type { DatabaseArgument, TextArgument, WasmPointer } from "./argument-types.js";
import type { ConnectionErrors } from "./connection-errors.js";

/**
 * The C functions with a variable number of arguments. Which arguments an operation takes is in the C documentation.
 *
 * @see https://www.sqlite.org/c3ref/config.html
 */
export interface ConfigurationFunctions {
  /**
   * Settings of the library. SQLite takes them before it is initialized only.
   * @returns `SQLITE_NOTFOUND` for operations that JavaScript cannot give the arguments of
   */
  sqlite3_config(operation: number, ...args: readonly (number | bigint)[]): number;
  /**
   * Settings of a connection: switches take `(onOff, resultOut?)`, `SQLITE_DBCONFIG_MAINDBNAME` a name, which stays
   * in memory for good, and `SQLITE_DBCONFIG_LOOKASIDE` `(buffer, size, count)`.
   */
  sqlite3_db_config(db: DatabaseArgument, operation: number, name: TextArgument): number;
  sqlite3_db_config(
    db: DatabaseArgument,
    operation: number,
    onOff: number,
    resultOut?: WasmPointer | null,
  ): number;
  sqlite3_db_config(
    db: DatabaseArgument,
    operation: number,
    buffer: WasmPointer,
    size: number,
    count: number,
  ): number;
  /** Settings of a virtual table, from within its `xCreate` or `xConnect`. */
  sqlite3_vtab_config(db: DatabaseArgument, operation: number, value: number): number;
}

/** Ends of the names of those operations of `sqlite3_config` that take one `int`. */
const ONE_INT = /_(COVERING_INDEX_SCAN|MEMSTATUS|SMALL_MALLOC|SORTERREF_SIZE|STMTJRNL_SPILL|URI)$/;

/** Makes the functions of one instance. */
export function createConfigurationFunctions(
  { wasm, engine }: NamespaceParts,
  errors: ConnectionErrors,
): ConfigurationFunctions {
  /** What an operation is called, after a prefix; `undefined` for what is none. */
  const operationNames = (prefix: string): ((operation: unknown) => string | undefined) => {
    const names = new Map(
      [...engine.capi.enumJson().constants]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [value as unknown, name.slice(prefix.length)]),
    );
    return (operation) => names.get(operation);
  };
  const configName = operationNames("SQLITE_CONFIG");
  const dbConfigName = operationNames("SQLITE_DBCONFIG_");
  const { xWrap } = wasm;
  const configInt = xWrap("sqlite3__wasm_config_i", "int", "int", "int");
  const configInts = xWrap("sqlite3__wasm_config_ii", "int", "int", "int", "int");
  const configInt64 = xWrap("sqlite3__wasm_config_j", "int", "int", "i64");
  const setSwitch = xWrap("sqlite3__wasm_db_config_ip", "int", "sqlite3*", "int", "int", "*");
  const setName = xWrap("sqlite3__wasm_db_config_s", "int", "sqlite3*", "int", "string:static");
  const setBuffer = xWrap("sqlite3__wasm_db_config_pii", "int", "sqlite3*", "int", "*", "int", "int");
  return {
    sqlite3_config(operation: unknown, ...args: readonly unknown[]): number {
      const [first, second] = args;
      const name = configName(operation) ?? "";
      if (args.length < 1 || args.length > 2) return ResultCode.SQLITE_MISUSE;
      if (ONE_INT.test(name)) return configInt(operation, first);
      if (name === "_LOOKASIDE") return configInts(operation, first, second);
      if (name === "_MEMDB_MAXSIZE") return configInt64(operation, first);
      return ResultCode.SQLITE_NOTFOUND;
    },
    sqlite3_db_config(db: unknown, operation: unknown, ...args: readonly unknown[]): number {
      const [first, second, third] = args;
      const name = dbConfigName(operation);
      if (name === "LOOKASIDE") {
        if (args.length === 3) return setBuffer(db, operation, first, second, third);
      } else if (name !== undefined && args.length > 0) {
        if (name === "MAINDBNAME") return setName(db, operation, first);
        return setSwitch(db, operation, first, second);
      }
      return errors.misuse(db, "sqlite3_db_config() does not take that operation and these arguments");
    },
    sqlite3_vtab_config: xWrap("sqlite3__wasm_vtab_config", "int", "sqlite3*", "int", "int"),
  };
}
