import { countOf, formatDuration } from "./format-number.js";
import type { SchemaTable } from "./schema/read-schema.js";
import type { StatementResult } from "./sql/run-statements.js";

/** @returns for example `"23,376 rows in 2 tables"`. */
export function describeContents(tables: readonly SchemaTable[]): string {
  const counted = tables.filter(({ rowCount }) => rowCount !== undefined);
  const rows = counted.reduce((sum, { rowCount = 0 }) => sum + rowCount, 0);
  return `${countOf(rows, "row")} in ${countOf(counted.length, "table")}`;
}

/** @returns for example `"3 statements, 1 row, 1 row changed · 4.2 ms"` */
export function describeResults(results: readonly StatementResult[]): string {
  const last = results.at(-1);
  if (last === undefined) return "There is no statement to run.";
  const withRows = results.filter(({ rows }) => rows !== undefined);
  const rowCount = withRows.reduce((sum, { rows }) => sum + (rows?.length ?? 0), 0);
  const changes = results.reduce((sum, result) => sum + result.changes, 0);
  const parts = [
    ...(results.length > 1 ? [countOf(results.length, "statement")] : []),
    ...(withRows.length > 0 ? [countOf(rowCount, "row")] : []),
    ...(changes > 0 ? [`${countOf(changes, "row")} changed`] : []),
    ...(withRows.length === 0 && changes === 0 && results.length === 1 ? ["Done"] : []),
  ];
  const duration = results.reduce((sum, result) => sum + result.duration, 0);
  const outcome = `${parts.join(", ")} · ${formatDuration(duration)}`;
  if (last.state === "failed") return "The query failed.";
  return last.state === "stopped" ? `Stopped: ${outcome}` : outcome;
}
