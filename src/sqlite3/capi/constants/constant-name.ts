import type { ConfigurationConstantName } from "./configuration-constant-name.js";
import type { DataConstantName } from "./data-constant-name.js";
import type { FileConstantName } from "./file-constant-name.js";
import type { ResultCodeName } from "./result-code-name.js";

/** Name of a constant that is a number. */
export type CapiConstantName =
  | ResultCodeName
  | FileConstantName
  | ConfigurationConstantName
  | DataConstantName;

/**
 * SQLite's constants, as this build of the wasm lists them.
 *
 * @see https://www.sqlite.org/c3ref/constlist.html
 */
export type CapiConstants = Readonly<Record<CapiConstantName, number>> & {
  /** As `sqlite3_libversion()` gives it. */
  readonly SQLITE_VERSION: string;
  /** As `sqlite3_sourceid()` gives it. */
  readonly SQLITE_SOURCE_ID: string;
};
