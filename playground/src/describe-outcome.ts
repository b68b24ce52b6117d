import { countOf, formatDuration } from "./format-number.js";
import type { SchemaTable } from "./schema/read-schema.js";
import type { ScriptResult } from "./sql/run-script.js";

/** @returns for example `"23,376 rows in 2 tables"`. */
export function describeContents(tables: readonly SchemaTable[]): string {
  const counted = tables.filter(({ rowCount }) => rowCount !== undefined);
  const rows = counted.reduce((sum, { rowCount = 0 }) => sum + rowCount, 0);
  return `${countOf(rows, "row")} in ${countOf(counted.length, "table")}`;
}

/** @returns for example `"3 statements, 1 row, 1 row changed · 4.2 ms"` */
export function describeResult({ statementCount, duration, table, changes }: ScriptResult): string {
  if (statementCount === 0) return "There is no statement to run.";
  const parts = [
    ...(statementCount > 1 ? [countOf(statementCount, "statement")] : []),
    ...(table === undefined ? [] : [countOf(table.rows.length, "row")]),
    ...(changes > 0 ? [`${countOf(changes, "row")} changed`] : []),
    ...(table === undefined && changes === 0 && statementCount === 1 ? ["Done"] : []),
  ];
  return `${parts.join(", ")} · ${formatDuration(duration)}`;
}
