import { type Database, open, SqliteError } from "web-sqlite-v2";
import { confirmReset } from "./confirm-reset.js";
import { hasDataSet, importDataSet } from "./data-set/import-data-set.js";
import { QueryEditor } from "./editor/query-editor.js";
import { ErrorBox } from "./error-box.js";
import { findElement } from "./find-element.js";
import { countOf, formatDuration } from "./format-number.js";
import { Notice } from "./notice.js";
import { ResultGrid } from "./results/result-grid.js";
import { showValueDialog } from "./results/value-dialog.js";
import { readSchema, type SchemaTable } from "./schema/read-schema.js";
import { showSchema } from "./schema/show-schema.js";
import { showExamples } from "./show-examples.js";
import { showStorage } from "./show-storage.js";
import { errorRange } from "./sql/error-range.js";
import { runScript, ScriptError, type ScriptResult } from "./sql/run-script.js";
import { StatusLine } from "./status-line.js";

/** Below this width the side bar starts folded; the style sheet stacks the page at the same width. */
const NARROW = "(max-width: 760px)";

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** For example `"23,376 rows in 2 tables"`. */
function describeContents(tables: readonly SchemaTable[]): string {
  const counted = tables.filter(({ rowCount }) => rowCount !== undefined);
  const rows = counted.reduce((sum, { rowCount = 0 }) => sum + rowCount, 0);
  return `${countOf(rows, "row")} in ${countOf(counted.length, "table")}`;
}

function describeResult({ statementCount, duration, table, changes }: ScriptResult): string {
  if (statementCount === 0) return "There is no statement to run.";
  const parts = [
    ...(statementCount > 1 ? [countOf(statementCount, "statement")] : []),
    ...(table === undefined ? [] : [countOf(table.rows.length, "row")]),
    ...(changes > 0 ? [`${countOf(changes, "row")} changed`] : []),
    ...(table === undefined && changes === 0 && statementCount === 1 ? ["Done"] : []),
  ];
  return `${parts.join(", ")} · ${formatDuration(duration)}`;
}

/** The page: one database, an editor, and what the last query gave. */
export class Playground {
  readonly #database: Database;
  readonly #status: StatusLine;
  readonly #editor: QueryEditor;
  readonly #error = new ErrorBox();
  readonly #grid = new ResultGrid(findElement("grid", HTMLDivElement), showValueDialog);

  private constructor(database: Database, status: StatusLine) {
    this.#database = database;
    this.#status = status;
    const run = () => void this.#run();
    const editorPlace = findElement("editor", HTMLDivElement);
    editorPlace.replaceChildren();
    this.#editor = new QueryEditor(editorPlace, run);
    findElement("run", HTMLButtonElement).addEventListener("click", run);
    findElement("reset", HTMLButtonElement).addEventListener("click", () => void this.#reset());
    findElement("run-keys", HTMLSpanElement).textContent = isApple ? "⌘ Enter" : "Ctrl + Enter";
    const first = showExamples(({ sql }) => {
      this.#editor.text = sql;
      void this.#run();
    });
    this.#editor.text = first?.sql ?? "";
  }

  /**
   * Opens the database, loads the data set on the first visit, and makes the page ready. Where the database cannot be
   * opened the page says why and tries again when asked to.
   *
   * @param name - of the database
   */
  static async start(name: string): Promise<void> {
    findElement("side", HTMLDetailsElement).open = !matchMedia(NARROW).matches;
    const status = new StatusLine();
    const notice = new Notice();
    const begin = performance.now();
    let database: Database | undefined;
    while (database === undefined) {
      try {
        status.show("opening", "Opening the database…");
        database = await open(name);
      } catch (error) {
        status.show("failed", "");
        await notice.waitForRetry(error);
      }
    }
    const opened = database;
    // The next page to want the database, this one reloaded perhaps, then need not wait for this one to be collected.
    addEventListener("pagehide", () => void opened.close());
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) location.reload();
    });
    showStorage(opened.storage);
    await new Playground(opened, status).#fill(begin);
  }

  /** @param begin - when the page started, as `performance.now()` says it */
  async #fill(begin: number): Promise<void> {
    try {
      if (await hasDataSet(this.#database)) {
        const contents = describeContents(await this.#refreshSchema());
        const duration = formatDuration(performance.now() - begin);
        this.#status.show("ready", `${contents}, kept from an earlier visit · opened in ${duration}`);
      } else {
        await this.#import();
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  async #import(): Promise<void> {
    this.#status.show("importing", "Loading the data set…");
    const begin = performance.now();
    await importDataSet(this.#database, (done, total) => this.#status.showProgress(done, total));
    const duration = formatDuration(performance.now() - begin);
    const contents = describeContents(await this.#refreshSchema());
    this.#status.show("ready", `${contents} loaded · ${duration}`);
  }

  async #reset(): Promise<void> {
    if (!(await confirmReset())) return;
    this.#error.clear();
    this.#editor.markError(undefined);
    await this.#showRows(undefined);
    try {
      this.#status.show("importing", "Resetting the data…");
      // A transaction begun in the editor may still be open; without one ROLLBACK fails, which is as well.
      await this.#database.exec("ROLLBACK").catch(() => {});
      await this.#import();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #run(): Promise<void> {
    if (this.#status.state !== "ready") return;
    const { text, start } = this.#editor.textToRun;
    this.#status.show("running", "Running…");
    this.#error.clear();
    this.#editor.markError(undefined);
    try {
      const result = await runScript(this.#database, text);
      await this.#showRows(result.table);
      await this.#refreshSchema();
      this.#status.show("ready", describeResult(result));
    } catch (error) {
      await this.#showRows(undefined);
      this.#showError(error, start);
      this.#status.show("ready", "The query failed.");
    }
  }

  async #showRows(table: ScriptResult["table"]): Promise<void> {
    const empty = findElement("grid-empty", HTMLParagraphElement);
    empty.hidden = table !== undefined;
    empty.textContent = "No rows to show.";
    if (table === undefined) this.#grid.clear();
    else await this.#grid.show(table);
  }

  /** @param start - where the text that was run starts in the editor */
  #showError(error: unknown, start: number): void {
    const cause = error instanceof ScriptError ? error.cause : error;
    const place = error instanceof ScriptError ? this.#markError(error, start) : undefined;
    this.#error.show(cause, place);
  }

  /** @returns where the error is, for people; `undefined` where SQLite does not say */
  #markError({ cause, sql, start: statementStart }: ScriptError, start: number): string | undefined {
    const range = errorRange(sql, cause instanceof SqliteError ? cause.offset : -1);
    if (range === undefined) return undefined;
    const from = start + statementStart + range.from;
    this.#editor.markError({ from, to: from + range.to - range.from });
    const { line, column } = this.#editor.positionOf(from);
    return `line ${line}, column ${column}`;
  }

  /** The data set could not be loaded: what is in the database stays usable. */
  #fail(error: unknown): void {
    this.#error.show(error, undefined);
    this.#status.show("ready", "The data set was not loaded; “Reset data…” tries again.");
  }

  async #refreshSchema(): Promise<SchemaTable[]> {
    const tables = await readSchema(this.#database);
    showSchema(findElement("schema", HTMLDivElement), tables);
    this.#editor.completeFrom(tables);
    return tables;
  }
}
