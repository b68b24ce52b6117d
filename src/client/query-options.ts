import type { CallOptions } from "./call-options.js";
import { checkChoice } from "./option-checks.js";

/**
 * Form of the rows of a query:
 * - `"object"` (default): one object per row, by column name. Of columns with the same name the last wins: give them
 *   names with `AS`, or take another form
 * - `"array"`: one array per row, and the column names beside them
 * - `"columns"`: one array per column, a `Float64Array` where all its values are numbers; the quickest for many rows
 */
export type RowMode = "object" | "array" | "columns";

/** Form of the rows of a stream, as {@link RowMode} says. */
export type StreamMode = Exclude<RowMode, "columns">;

/**
 * How an INTEGER is given:
 * - `"auto"` (default): as number within ±(2^53-1), as bigint beyond
 * - `"always"`: as bigint
 */
export type BigIntMode = "auto" | "always";

/** How a query is run, and how its values are given. */
export interface ValueOptions extends CallOptions {
  /** Default as `open()` was told. */
  readonly bigint?: BigIntMode | undefined;
}

/** How a query is run, and what form its rows have. */
export interface QueryOptions<Mode extends RowMode = RowMode> extends ValueOptions {
  readonly rowMode?: Mode | undefined;
}

/** @throws TypeError */
export const checkRowMode = (rowMode: RowMode = "object"): RowMode =>
  checkChoice("rowMode", rowMode, ["object", "array", "columns"]);

/** @throws TypeError */
export const checkStreamMode = (rowMode: StreamMode = "object"): StreamMode =>
  checkChoice("rowMode", rowMode, ["object", "array"]);

/** @throws TypeError */
export const checkBigInt = (bigint: BigIntMode): BigIntMode =>
  checkChoice("bigint", bigint, ["auto", "always"]);
