import type { Database } from "../../oo1/index.js";

/** The first column of the first row of a statement. */
export function firstValue(db: Database, sql: string): unknown {
  const statement = db.prepare(sql);
  try {
    return statement.step() ? statement.get(0) : undefined;
  } finally {
    statement.finalize();
  }
}
