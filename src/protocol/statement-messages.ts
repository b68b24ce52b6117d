import type { Action } from "./action.js";

/** Names a statement by its text. */
export interface StatementName {
  readonly sql: string;
}

/** What a statement takes and gives. */
export interface StatementDescription {
  /** Names of its columns; none when it returns no rows. */
  readonly columns: readonly string[];
  /** Names of its parameters with their `:`, `@` or `$`, by position; `null` for one without a name. */
  readonly parameters: readonly (string | null)[];
}

/** Statements kept prepared until they are released as often as they were prepared. */
export interface StatementActions {
  readonly prepare: Action<StatementName, StatementDescription>;
  readonly release: Action<StatementName, null>;
}
