import type { Capi } from "../capi/index.js";
import type { Statement } from "../oo1/index.js";
import type { RunManyPayload } from "../protocol/index.js";
import { columnsOfNames, requireCount } from "./bind-parameters.js";
import type { Interruption } from "./interruption.js";
import type { ParameterKernel } from "./parameter-kernel.js";
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
  kernel: ParameterKernel,
  statement: Statement,
  { names, buffer }: Pick<RunManyPayload, "names" | "buffer">,
  interruption: Interruption,
): Steps<number> {
  const rows = new ParameterRows(capi, kernel, buffer);
  try {
    if (rows.rowsLeft === 0) return 0;
    assignColumns(statement, names, rows);
    const db = capi.sqlite3_db_handle(statement.pointer);
    let changes = 0;
    if (!interruption.mustPause) {
      changes = rows.runAll(statement.pointer, db, (code) => statement.stepped(code));
    }
    while (rows.rowsLeft > 0) {
      rows.bindNext(statement.pointer);
      while (yield interruption.step(statement));
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

/** Finds the parameter of each column. @throws RangeError */
function assignColumns(statement: Statement, names: readonly string[] | null, rows: ParameterRows): void {
  if (names === null) {
    requireCount(statement, rows.columnCount);
    return;
  }
  const columns = columnsOfNames(statement, names);
  if (columns.length > rows.columnCount) {
    throw new RangeError("one name stands for several parameters: give each its :, @ or $");
  }
  for (const [index, column] of columns.entries()) rows.setPosition(column, index + 1);
}
