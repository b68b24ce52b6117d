import type { CallOptions } from "./call-options.js";

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

const ROW_MODES: readonly unknown[] = ["object", "array", "columns"];
const BIGINT_MODES: readonly unknown[] = ["auto", "always"];

/** @throws TypeError */
export function checkRowMode(rowMode: RowMode = "object"): RowMode {
  if (!ROW_MODES.includes(rowMode)) {
    throw new TypeError(`rowMode must be "object", "array" or "columns", not ${JSON.stringify(rowMode)}`);
  }
  return rowMode;
}

/** @throws TypeError */
export function checkStreamMode(rowMode: StreamMode = "object"): StreamMode {
  if (rowMode !== "object" && rowMode !== "array") {
    throw new TypeError(
      `the rowMode of a stream must be "object" or "array", not ${JSON.stringify(rowMode)}`,
    );
  }
  return rowMode;
}

/** @throws TypeError */
export function checkBigInt(bigint: BigIntMode): BigIntMode {
  if (!BIGINT_MODES.includes(bigint)) {
    throw new TypeError(`bigint must be "auto" or "always", not ${JSON.stringify(bigint)}`);
  }
  return bigint;
}
