import { type Database, SqliteError } from "web-sqlite-v2";
import { confirmReset } from "./confirm-reset.js";
import { hasDataSet, importDataSet } from "./data-set/import-data-set.js";
import { describeContents, describeResult } from "./describe-outcome.js";
import { QueryEditor } from "./editor/query-editor.js";
import { ErrorBox } from "./error-box.js";
import { findElement } from "./find-element.js";
import { formatDuration } from "./format-number.js";
import { Notice } from "./notice.js";
import { openDatabase } from "./open-database.js";
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

/** The page: one database, an editor, and what the last query gave. */
export class Playground {
  readonly #name: string;
  #database: Database;
  readonly #status: StatusLine;
  readonly #notice: Notice;
  readonly #editor: QueryEditor;
  readonly #error = new ErrorBox();
  readonly #grid = new ResultGrid(findElement("grid", HTMLDivElement), showValueDialog);

  private constructor(name: string, database: Database, status: StatusLine, notice: Notice) {
    this.#name = name;
    this.#database = database;
    this.#status = status;
    this.#notice = notice;
    const run = () => void this.#run();
    this.#editor = new QueryEditor(findElement("editor", HTMLDivElement), run);
    findElement("run", HTMLButtonElement).addEventListener("click", run);
    findElement("stop", HTMLButtonElement).addEventListener("click", () => void this.#stop());
    findElement("reset", HTMLButtonElement).addEventListener("click", () => void this.#reset());
    findElement("run-keys", HTMLSpanElement).textContent = isApple ? "⌘ Enter" : "Ctrl + Enter";
    const first = showExamples(({ sql }) => {
      this.#editor.text = sql;
      void this.#run();
    });
    this.#editor.text = first?.sql ?? "";
    // The next page to want the database, this one reloaded perhaps, then need not wait for this one to be collected.
    addEventListener("pagehide", () => void this.#database.close());
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) location.reload();
    });
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
    status.show("opening", "Opening the database…");
    const database = await openDatabase(name, status, notice);
    showStorage(database.storage);
    await new Playground(name, database, status, notice).#fill(begin);
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
    if (!this.#status.is("ready")) return;
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
      if (!this.#status.is("running")) return;
      await this.#showRows(undefined);
      this.#showError(error, start);
      this.#status.show("ready", "The query failed.");
    }
  }

  /** Ends the query by ending its worker: what the running statement did is rolled back when the next one opens. */
  async #stop(): Promise<void> {
    if (!this.#status.is("running")) return;
    this.#status.show("opening", "Stopping the query…");
    try {
      await this.#showRows(undefined);
      await this.#database.close();
      this.#database = await openDatabase(this.#name, this.#status, this.#notice);
      showStorage(this.#database.storage);
      // A database in memory is gone with its worker.
      if (!(await hasDataSet(this.#database))) await this.#import();
      await this.#refreshSchema();
      this.#status.show("ready", "The query was stopped.");
    } catch (error) {
      this.#fail(error);
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

  /** The data set could not be loaded or read: what is in the database stays usable. */
  #fail(error: unknown): void {
    this.#error.show(error, undefined);
    this.#status.show("ready", "The data could not be loaded; “Reset data…” tries again.");
  }

  async #refreshSchema(): Promise<SchemaTable[]> {
    const tables = await readSchema(this.#database);
    showSchema(findElement("schema", HTMLDivElement), tables);
    this.#editor.completeFrom(tables);
    return tables;
  }
}
