import type { Database } from "web-sqlite-v2";
import { ResultRows, RowBudget } from "../results/result-rows.js";
import type { StatementText } from "./split-statements.js";

/**
 * How far a statement is:
 * - `running`, `done`
 * - `stopped`: ended by the signal; the rows that had come are there
 * - `failed`
 */
export type StatementState = "running" | "done" | "stopped" | "failed";

/** What one statement of a script did. */
export class StatementResult {
  readonly statement: StatementText;
  state: StatementState = "running";
  /** Its rows; `undefined` where it has no columns. */
  rows: ResultRows | undefined;
  /** Rows inserted, updated and deleted, where it gives no rows. */
  changes = 0;
  /** Milliseconds from its preparation to the last row, as the page sees them. */
  duration = 0;
  /** What it failed with. */
  error: unknown;

  constructor(statement: StatementText) {
    this.statement = statement;
  }
}

/** How statements are run. */
export interface RunOptions {
  readonly signal: AbortSignal;
  /** Milliseconds that each statement may take; `undefined` for ever. */
  readonly timeout: number | undefined;
  /** Called when a statement begins, when rows of it have come, and when it is over. */
  readonly onChange: (result: StatementResult) => void;
}

/** Runs statements one after the other, and stops at the first that fails or is stopped; those before stay done. */
export async function runStatements(
  database: Database,
  statements: readonly StatementText[],
  { signal, timeout, onChange }: RunOptions,
): Promise<StatementResult[]> {
  const results: StatementResult[] = [];
  const budget = new RowBudget();
  for (const statement of statements) {
    const result = new StatementResult(statement);
    results.push(result);
    onChange(result);
    const begin = performance.now();
    const changed = () => {
      result.duration = performance.now() - begin;
      onChange(result);
    };
    try {
      await runStatement(database, result, budget, { signal, timeout, onChange: changed });
      result.state = "done";
    } catch (error) {
      result.state = signal.aborted ? "stopped" : "failed";
      result.error = error;
    }
    changed();
    if (result.state !== "done") break;
  }
  return results;
}

async function runStatement(
  database: Database,
  result: StatementResult,
  budget: RowBudget,
  { signal, timeout, onChange }: RunOptions & { readonly onChange: () => void },
): Promise<void> {
  const limits = { signal, timeout };
  const prepared = await database.prepare(result.statement.sql, limits);
  try {
    if (prepared.columns.length === 0) {
      result.changes = (await prepared.run([], limits)).changes;
      return;
    }
    const rows = new ResultRows(prepared.columns, budget);
    result.rows = rows;
    for await (const batch of prepared.stream([], { ...limits, rowMode: "array" }).batches()) {
      rows.append(batch);
      onChange();
    }
  } finally {
    await prepared.finalize();
  }
}
