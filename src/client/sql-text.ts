/**
 * Checks an SQL text.
 *
 * @returns the text
 * @throws TypeError when it is no string; RangeError when it contains a lone surrogate, which SQLite would replace
 */
export function checkSql(sql: unknown): string {
  if (typeof sql !== "string") {
    throw new TypeError(`SQL must be a string, not ${sql === null ? "null" : typeof sql}`);
  }
  if (!sql.isWellFormed()) throw new RangeError("the SQL text contains a lone surrogate");
  return sql;
}
