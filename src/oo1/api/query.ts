import type { SqlRow } from "../rows.js";
import type { Bindings, SqlValue } from "../values.js";
import type { DB } from "./db.js";
import type { SqlSource } from "./sql-source.js";
import type { Stmt } from "./stmt.js";

/** Prepares, binds (unless `undefined`), uses and finalizes a statement. */
function withStatement<Result>(
  db: DB,
  sql: SqlSource,
  bind: Bindings,
  use: (statement: Stmt) => Result,
): Result {
  const statement = db.prepare(sql);
  try {
    return use(statement.bind(bind));
  } finally {
    statement.finalize();
  }
}

/** First column of the first row; `undefined` without a row. */
export function selectValue(db: DB, sql: SqlSource, bind: Bindings, asType?: number): SqlValue | undefined {
  return withStatement(db, sql, bind, (statement) =>
    statement.step() ? statement.get(0, asType) : undefined,
  );
}

/** First column of every row. */
export function selectValues(db: DB, sql: SqlSource, bind: Bindings, asType?: number): SqlValue[] {
  return withStatement(db, sql, bind, (statement) => {
    const values: SqlValue[] = [];
    while (statement.step()) values.push(statement.get(0, asType));
    return values;
  });
}

/** First row as an array; `undefined` without a row. */
export function selectArray(db: DB, sql: SqlSource, bind: Bindings): SqlValue[] | undefined {
  return withStatement(db, sql, bind, (statement) => (statement.step() ? statement.get([]) : undefined));
}

/** First row as an object; `undefined` without a row. */
export function selectObject(db: DB, sql: SqlSource, bind: Bindings): SqlRow | undefined {
  return withStatement(db, sql, bind, (statement) => {
    return statement.step() ? statement.get<SqlRow>({}) : undefined;
  });
}
