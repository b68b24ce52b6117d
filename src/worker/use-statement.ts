import type { Statement } from "../oo1/index.js";
import type { StatementCache } from "./statement-cache.js";
import type { Steps } from "./steps.js";

/**
 * Does work with a statement of the cache.
 *
 * @returns what `work` returns
 * @throws what `work` throws, and what {@link StatementCache.take} throws
 */
export function* useStatement<Result>(
  statements: StatementCache,
  sql: string,
  work: (statement: Statement) => Steps<Result>,
): Steps<Result> {
  const statement = statements.take(sql);
  let result: Result;
  try {
    result = yield* work(statement);
  } catch (error) {
    statement.finalize();
    throw error;
  }
  statements.giveBack(sql, statement);
  return result;
}
