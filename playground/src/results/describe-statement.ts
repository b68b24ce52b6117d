import { countOf, formatCount, formatDuration } from "../format-number.js";
import type { StatementResult } from "../sql/run-statements.js";
import type { ResultRows } from "./result-rows.js";

/** @returns what a statement did, for example `"20,000 rows"`, `"2 rows changed"` or `"Done"`. */
function describeEffect({ rows, changes, state }: StatementResult): string {
  if (rows !== undefined) return countOf(rows.length, "row");
  if (changes > 0) return `${countOf(changes, "row")} changed`;
  return state === "running" ? "Running" : "Done";
}

/** @returns what a statement did and how long it took, for example `"20,000 rows · 12 ms"`. */
export function describeStatement(result: StatementResult): string {
  if (result.state === "failed") return "Failed";
  const effect = result.state === "stopped" && result.rows === undefined ? "Stopped" : describeEffect(result);
  const end = result.state === "stopped" && result.rows !== undefined ? ", stopped" : "";
  return `${effect}${end} · ${formatDuration(result.duration)}`;
}

/** @returns what stands in the place of rows; `""` where there are some */
export function describePanel(result: StatementResult): string {
  const { rows, state, error } = result;
  if (rows !== undefined && rows.length > 0) return "";
  if (state === "running") return "Running…";
  if (state === "stopped") return "Stopped before the first row.";
  if (state === "failed") return `This statement failed: ${error instanceof Error ? error.message : error}`;
  return rows === undefined ? `${describeEffect(result)}.` : "No rows.";
}

/**
 * @param hasFailed - whether rows that are not kept cannot be read again
 * @returns what becomes of the rows that are not kept; `""` where all are
 */
export function describeGap(rows: ResultRows, hasFailed: boolean): string {
  if (rows.isWhole) return "";
  const kept = formatCount(rows.keptLength);
  if (hasFailed)
    return `Only the first ${kept} rows can be shown: this statement cannot be run a second time.`;
  return `The first ${kept} rows are kept; the others are read again when you scroll to them.`;
}
