import type { Capi } from "../capi/index.js";
import type { Statement } from "../oo1/index.js";
import type { RunManyPayload } from "../protocol/index.js";
import { columnsOfNames, requireCount } from "./bind-parameters.js";
import type { Interruption } from "./interruption.js";
import { ParameterRows } from "./parameter-rows.js";
import type { Steps } from "./steps.js";

/**
 * Runs a statement once for each row of parameters.
 *
 * @returns rows that it has changed in all
 * @throws SqliteError, RangeError; rows before the one that fails have run
 */
export function* runMany(
  capi: Capi,
  statement: Statement,
  { names, buffer }: RunManyPayload,
  interruption: Interruption,
): Steps<number> {
  const rows = new ParameterRows(capi, buffer);
  const db = capi.sqlite3_db_handle(statement.pointer);
  let changes = 0;
  try {
    if (rows.rowCount === 0) return 0;
    const bindRow = rowBinder(statement, names, rows);
    const { mustPause } = interruption;
    for (let left = rows.rowCount; left > 0; left--) {
      bindRow();
      if (mustPause) while (yield interruption.step(statement));
      else while (statement.step());
      statement.reset();
      changes += capi.sqlite3_changes(db);
    }
    return statement.isReadOnly ? 0 : changes;
  } finally {
    // Before what they were bound to is freed.
    statement.reset(true);
    rows.dispose();
  }
}

function rowBinder(statement: Statement, names: readonly string[] | null, rows: ParameterRows): () => void {
  const { columnCount } = rows;
  const positions = Uint32Array.from({ length: columnCount }, (_, column) => column + 1);
  if (names === null) requireCount(statement, columnCount);
  else {
    const columns = columnsOfNames(statement, names);
    if (columns.length > columnCount) {
      throw new RangeError("one name stands for several parameters: give each its :, @ or $");
    }
    for (const [index, column] of columns.entries()) positions[column] = index + 1;
  }
  return () => rows.bindNext(statement.pointer, positions);
}
