import {
  type BatchPayload,
  type BatchResult,
  decodeObjects,
  type RunResult,
  type SqlRow,
  type WireParameters,
} from "../protocol/index.js";
import { located } from "./located.js";
import type { SqlParameters } from "./parameters.js";
import { SqlQuery } from "./sql-tag.js";
import { readStatement } from "./statement-arguments.js";

/** One statement of a batch: its SQL, with its parameters where it has some. */
export type BatchStatement =
  | string
  | SqlQuery
  | readonly [sql: string, parameters?: SqlParameters]
  | { readonly sql: string; readonly parameters?: SqlParameters };

/** What one statement of a batch did. */
export interface BatchOutcome extends RunResult {
  /** Names of its columns; none when it returns no rows. */
  readonly columns: readonly string[];
  /** Its rows, one object each. */
  readonly rows: SqlRow[];
}

/** Checks the statements of a batch. @throws TypeError, RangeError that name the statement */
export function readBatch(statements: Iterable<BatchStatement>): Pick<BatchPayload, "texts" | "statements"> {
  const positions = new Map<string, number>();
  const steps: [number, WireParameters][] = [];
  for (const statement of statements) {
    const { sql, parameters } = readOne(statement, steps.length + 1);
    const position = positions.get(sql) ?? positions.size;
    positions.set(sql, position);
    steps.push([position, parameters]);
  }
  return { texts: [...positions.keys()], statements: steps };
}

/** Puts together what each statement did. */
export function readOutcomes({ changes, lastInsertRowids, rows }: BatchResult): BatchOutcome[] {
  const outcomes = changes.map(
    (count, index): { -readonly [Key in keyof BatchOutcome]: BatchOutcome[Key] } => ({
      changes: count,
      lastInsertRowid: lastInsertRowids[index] as number | bigint,
      columns: [],
      rows: [],
    }),
  );
  for (const [position, { columns, buffer }] of rows) {
    const outcome = outcomes[position];
    if (outcome === undefined) continue;
    outcome.columns = columns;
    decodeObjects(buffer, columns, outcome.rows);
  }
  return outcomes;
}

function readOne(statement: BatchStatement, position: number) {
  try {
    if (typeof statement === "string" || statement instanceof SqlQuery) {
      return readStatement(statement, undefined, undefined);
    }
    if (typeof statement !== "object" || statement === null) {
      throw new TypeError("it must be SQL, an array of SQL and parameters, or an object");
    }
    const [sql, parameters] = isPair(statement) ? statement : [statement.sql, statement.parameters];
    return readStatement(sql, parameters, undefined);
  } catch (error) {
    throw located(`statement ${position}`, error);
  }
}

function isPair(statement: object): statement is readonly [string, SqlParameters?] {
  return Array.isArray(statement);
}
