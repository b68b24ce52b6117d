import { type Database, SqliteError } from "web-sqlite-v2";
import { describeResults } from "./describe-outcome.js";
import { QueryEditor } from "./editor/query-editor.js";
import { ErrorBox } from "./error-box.js";
import { findElement } from "./find-element.js";
import { countOf } from "./format-number.js";
import { ResultsView } from "./results/results-view.js";
import type { SchemaTable } from "./schema/read-schema.js";
import { showExamples } from "./show-examples.js";
import { errorRange } from "./sql/error-range.js";
import { runStatements, type StatementResult } from "./sql/run-statements.js";
import { splitStatements } from "./sql/split-statements.js";
import type { StatusLine } from "./status-line.js";

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** What the panel needs of the page. */
export interface QueryPage {
  readonly status: StatusLine;
  /** The open database. */
  readonly database: Database;
  /** Called when SQL has run, before its outcome is shown. */
  onRun(results: readonly StatementResult[]): Promise<void>;
}

/** The editor, what runs its SQL, and the results. */
export class QueryPanel {
  readonly #page: QueryPage;
  readonly #editor: QueryEditor;
  readonly #error = new ErrorBox();
  readonly #results = new ResultsView();

  constructor(page: QueryPage) {
    this.#page = page;
    const run = () => void this.#run();
    this.#editor = new QueryEditor(findElement("editor", HTMLDivElement), run);
    findElement("run", HTMLButtonElement).addEventListener("click", run);
    findElement("run-keys", HTMLSpanElement).textContent = isApple ? "⌘ Enter" : "Ctrl + Enter";
    const first = showExamples(({ sql }) => {
      if (!page.status.is("ready")) return;
      this.#editor.text = sql;
      run();
    });
    this.#editor.text = first?.sql ?? "";
  }

  /** Takes results and errors away. */
  clear(): void {
    this.#error.clear();
    this.#editor.markError(undefined);
    this.#results.clear(undefined);
  }

  /** Shows an error that has nothing to do with the SQL in the editor. */
  showError(error: unknown): void {
    this.#error.show(error, undefined);
  }

  /** Offers these tables and columns while typing. */
  completeFrom(tables: readonly SchemaTable[]): void {
    this.#editor.completeFrom(tables);
  }

  async #run(): Promise<void> {
    const { status, database } = this.#page;
    if (!status.is("ready")) return;
    const { text, start } = this.#editor.textToRun;
    const signal = status.begin("running", "Running…");
    this.clear();
    this.#results.clear(database);
    const results = await runStatements(database, splitStatements(text), {
      signal,
      timeout: chosenTimeout(),
      onChange: (result) => {
        this.#results.change(result);
        if (result.rows !== undefined && result.state === "running") {
          status.showProgress(0, null, `${countOf(result.rows.length, "row")}…`);
        }
      },
    });
    const last = results.at(-1);
    if (last?.state === "failed") this.#showFailure(last, start);
    try {
      await this.#page.onRun(results);
    } catch (error) {
      if (last?.state !== "failed") this.showError(error);
    }
    status.show("ready", describeResults(results));
  }

  /** @param scriptStart - where the text that was run starts in the editor */
  #showFailure({ error, statement }: StatementResult, scriptStart: number): void {
    const range = errorRange(statement.sql, error instanceof SqliteError ? error.offset : -1);
    const start = scriptStart + statement.start;
    // Where SQLite does not say which word is wrong, the statement is known at least.
    const { line, column } = this.#editor.positionOf(start + (range?.from ?? 0));
    if (range !== undefined) this.#editor.markError({ from: start + range.from, to: start + range.to });
    this.#error.show(error, `line ${line}, column ${column}`);
  }
}

/** Milliseconds that each statement may take; `undefined` for ever. */
function chosenTimeout(): number | undefined {
  const { value } = findElement("timeout", HTMLSelectElement);
  return value === "" ? undefined : Number(value);
}
