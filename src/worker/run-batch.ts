import type { Database } from "../oo1/index.js";
import type { BatchPayload, BatchResult, RowsPayload } from "../protocol/index.js";
import type { RowSource } from "./row-source.js";
import type { StatementCache } from "./statement-cache.js";
import type { Steps } from "./steps.js";
import { useStatement } from "./use-statement.js";

/**
 * Runs the statements of a batch, one after the other.
 *
 * @throws SqliteError, RangeError of the first that fails; those before it have run
 */
export function* runBatch(
  db: Database,
  statements: StatementCache,
  source: RowSource,
  { texts, statements: steps, allBigInts }: BatchPayload,
): Steps<BatchResult> {
  const changes: number[] = [];
  const lastInsertRowids: (number | bigint)[] = [];
  const rows: [number, RowsPayload][] = [];
  let before = db.changes(true);
  for (const [text, parameters] of steps) {
    const sql = texts[text] as string;
    const position = changes.length;
    yield* useStatement(statements, sql, function* (statement) {
      const cursor = yield* source.begin(statement, { sql, parameters, allBigInts });
      if (cursor.columns.length > 0) rows.push([position, yield* source.wholeBatch(cursor)]);
    });
    const after = db.changes(true);
    changes.push(after === before ? 0 : db.changes());
    before = after;
    lastInsertRowids.push(db.lastInsertRowid());
  }
  return { changes, lastInsertRowids, rows };
}
