import type { WireParameters } from "../protocol/index.js";
import { encodeParameters, type SqlParameters } from "./parameters.js";
import { SqlQuery } from "./sql-tag.js";
import { checkSql } from "./sql-text.js";

/** One statement with its parameters, checked, and the options beside them. */
export interface StatementArguments<Options> {
  readonly sql: string;
  readonly parameters: WireParameters;
  readonly options: Options | undefined;
}

/**
 * Reads the arguments of a method that takes a statement: `(sql, parameters, options)`, or `(sql`…`, options)`.
 *
 * @throws TypeError, RangeError
 */
export function readStatement<Options>(
  statement: string | SqlQuery,
  second: SqlParameters | Options | undefined,
  third: Options | undefined,
): StatementArguments<Options> {
  if (!(statement instanceof SqlQuery)) {
    return {
      sql: checkSql(statement),
      parameters: encodeParameters(second as SqlParameters | undefined),
      options: third,
    };
  }
  if (third !== undefined || Array.isArray(second)) {
    throw new TypeError("a statement written with sql`…` brings its parameters: pass options only");
  }
  return {
    sql: checkSql(statement.sql),
    parameters: encodeParameters(statement.parameters),
    options: second as Options | undefined,
  };
}

/** Reads SQL that takes no parameters. @throws TypeError, RangeError */
export function readScript(script: string | SqlQuery): string {
  if (!(script instanceof SqlQuery)) return checkSql(script);
  if (script.parameters.length > 0) throw new TypeError("exec() takes no parameters: query() and run() do");
  return checkSql(script.sql);
}
