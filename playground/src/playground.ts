import type { Database } from "web-sqlite-v2";
import { confirm } from "./confirm.js";
import { importDataSet, isUntouched } from "./data-set/import-data-set.js";
import { describeContents } from "./describe-outcome.js";
import { exportFile } from "./files/export-file.js";
import { importFile } from "./files/import-file.js";
import { watchFiles } from "./files/watch-files.js";
import { findElement } from "./find-element.js";
import { formatDuration } from "./format-number.js";
import { QueryPanel } from "./query-panel.js";
import { readChangeStamp, readSchema, type SchemaTable } from "./schema/read-schema.js";
import { showSchema } from "./schema/show-schema.js";
import type { StatementResult } from "./sql/run-statements.js";
import { StatusLine } from "./status-line.js";
import { Notice } from "./storage/notice.js";
import { openDatabase } from "./storage/open-database.js";
import { explainLosses, showEnvironment } from "./storage/show-environment.js";
import { showRoom, showStorage } from "./storage/show-storage.js";
import { readStorageChoice, type StorageChoice, watchStorageChoice } from "./storage/storage-choice.js";

/** Below this width the side bar starts folded; the style sheet stacks the page at the same width. */
const NARROW = "(max-width: 760px)";

/** The page: one database, the side bar that tells of it, and the panel that queries it. */
export class Playground {
  readonly status = new StatusLine();
  readonly #name: string;
  readonly #notice = new Notice();
  readonly #panel: QueryPanel;
  #database: Database | undefined;
  /** What the tables on the page are a picture of. */
  #stamp = "";

  private constructor(name: string) {
    this.#name = name;
    this.#panel = new QueryPanel(this);
    watchStorageChoice(findElement("storage-choice", HTMLSelectElement), (choice) => void this.#open(choice));
    findElement("reset", HTMLButtonElement).addEventListener("click", () => void this.#reset());
    findElement("export", HTMLButtonElement).addEventListener("click", () => void this.#export());
    explainLosses();
    watchFiles((file) => void this.#import(file));
    // Another tab may have changed a database that both have open.
    addEventListener("focus", () => {
      if (this.status.is("ready")) void this.onRun([]).catch(() => {});
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
    await new Playground(name).#open(readStorageChoice());
  }

  /** @throws Error before it is open */
  get database(): Database {
    if (this.#database === undefined) throw new Error("The database is not open.");
    return this.#database;
  }

  async onRun(results: readonly StatementResult[]): Promise<void> {
    // Counting rows may take long; a ROLLBACK, which shows in no stamp, gives none.
    const isReading = results.every(({ rows }) => rows !== undefined);
    if (isReading && (await readChangeStamp(this.database)) === this.#stamp) return;
    await this.#refreshSchema();
  }

  async #open(wanted: StorageChoice): Promise<void> {
    const begin = performance.now();
    this.#panel.clear();
    this.status.show("opening", "Opening the database…");
    await this.#database?.close();
    const { database, choice } = await openDatabase(this.#name, wanted, this.status, this.#notice);
    this.#database = database;
    showStorage(database.storage, choice);
    showEnvironment(database.environment);
    await this.#attempt("The data could not be loaded; “Reset data…” tries again.", async () => {
      if (await isUntouched(database)) return this.#loadDataSet();
      const contents = describeContents(await this.#refreshSchema());
      return `${contents}, kept from an earlier visit · opened in ${formatDuration(performance.now() - begin)}`;
    });
  }

  /** @returns what to say */
  async #loadDataSet(): Promise<string> {
    this.status.show("loading", "Loading the data set…");
    const begin = performance.now();
    await importDataSet(this.database, (done, total) => this.status.showProgress(done, total));
    const duration = formatDuration(performance.now() - begin);
    return `${describeContents(await this.#refreshSchema())} loaded · ${duration}`;
  }

  async #reset(): Promise<void> {
    const isWanted = await confirm({
      title: "Reset data?",
      text: "Every table and view in this database is dropped, your own too, and the data set is loaded again.",
      action: "Reset data",
    });
    if (!isWanted || !this.status.is("ready")) return;
    this.#panel.clear();
    await this.#attempt("The data could not be loaded; “Reset data…” tries again.", async () => {
      this.status.show("loading", "Resetting the data…");
      // A transaction begun in the editor may still be open; without one ROLLBACK fails, which is as well.
      await this.database.exec("ROLLBACK").catch(() => {});
      return this.#loadDataSet();
    });
  }

  async #import(file: File): Promise<void> {
    if (!this.status.is("ready")) return;
    const isWanted = await confirm({
      title: `Import ${file.name}?`,
      text: "It takes the place of this database, all at once. Export what is here first if you want to keep it.",
      action: "Replace the database",
    });
    if (!isWanted || !this.status.is("ready")) return;
    this.#panel.clear();
    await this.#attempt(`${file.name} was not imported. The database is what it was.`, async () => {
      const outcome = await importFile(this.database, file, this.status);
      return `${describeContents(await this.#refreshSchema())} ${outcome}`;
    });
  }

  async #export(): Promise<void> {
    if (!this.status.is("ready")) return;
    await this.#attempt("The database was not exported.", () =>
      exportFile(this.database, this.#name, this.status),
    );
  }

  /** Makes the page ready again, whatever comes of it. @param failure - what to say where it throws */
  async #attempt(failure: string, action: () => Promise<string>): Promise<void> {
    let outcome = failure;
    try {
      outcome = await action();
    } catch (error) {
      // Who has stopped it need not be told why it ended.
      if (!(error instanceof DOMException && error.name === "AbortError")) this.#panel.showError(error);
      await this.#refreshSchema().catch(() => {});
    }
    this.status.show("ready", outcome);
  }

  async #refreshSchema(): Promise<SchemaTable[]> {
    this.#stamp = await readChangeStamp(this.database);
    const tables = await readSchema(this.database);
    showSchema(findElement("schema", HTMLDivElement), tables);
    void showRoom();
    this.#panel.completeFrom(tables);
    return tables;
  }
}
