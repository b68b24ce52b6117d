import type { Database, SqlValue } from "web-sqlite-v2";
import { splitStatements } from "./split-statements.js";

/** The rows of one statement. */
export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** What a script did. */
export interface ScriptResult {
  readonly statementCount: number;
  /** Milliseconds from the first call to the last row, as the page sees them. */
  readonly duration: number;
  /** Rows of the last statement that has columns; `undefined` where none has. */
  readonly table: ResultTable | undefined;
  /** Rows inserted, updated and deleted. */
  readonly changes: number;
}

/** A statement of a script failed; the ones before it stay done. */
export class ScriptError extends Error {
  override readonly name = "ScriptError";
  /** Where the failed statement starts in the script. */
  readonly start: number;
  /** The failed statement. */
  readonly sql: string;

  constructor(cause: unknown, sql: string, start: number) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.sql = sql;
    this.start = start;
  }
}

async function totalChanges(database: Database): Promise<number> {
  const [row] = await database.query<{ total: number }>("SELECT total_changes() AS total");
  return row?.total ?? 0;
}

/**
 * Runs statement after statement and keeps the rows of the last one that has any columns.
 *
 * @throws ScriptError for the first statement that fails; its `cause` is the client's error
 */
export async function runScript(database: Database, script: string): Promise<ScriptResult> {
  const statements = splitStatements(script);
  const before = await totalChanges(database);
  let table: ResultTable | undefined;
  const begin = performance.now();
  for (const { sql, start } of statements) {
    try {
      const result = await database.query(sql, [], { rowMode: "array" });
      if (result.columns.length > 0) table = result;
    } catch (error) {
      throw new ScriptError(error, sql, start);
    }
  }
  const duration = performance.now() - begin;
  const changes = (await totalChanges(database)) - before;
  return { statementCount: statements.length, duration, table, changes };
}
