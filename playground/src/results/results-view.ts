import type { Database } from "web-sqlite-v2";
import { createElement, findElement } from "../find-element.js";
import type { StatementResult } from "../sql/run-statements.js";
import { BlockReader } from "./block-reader.js";
import { describeGap, describePanel } from "./describe-statement.js";
import { ResultGrid } from "./result-grid.js";
import type { ResultRows } from "./result-rows.js";
import { ResultTabs } from "./result-tabs.js";
import { showValueDialog } from "./value-dialog.js";

interface ShownGrid {
  readonly view: ResultGrid;
  readonly rows: ResultRows;
  /** Reads rows that are not kept; `undefined` while the statement runs, and where all are kept. */
  reader: BlockReader | undefined;
}

/** The results of a script: a tab for each statement, and what the chosen one gave. */
export class ResultsView {
  readonly #tabs = new ResultTabs((result) => this.#show(result));
  readonly #message = findElement("grid-empty", HTMLParagraphElement);
  readonly #note = findElement("result-note", HTMLParagraphElement);
  #database: Database | undefined;
  #grid: ShownGrid | undefined;

  /**
   * Takes the results away.
   *
   * @param database - the one that the next results come from
   */
  clear(database: Database | undefined): void {
    this.#database = database;
    this.#tabs.clear();
    this.#removeGrid();
    this.#say("Rows appear here. Arrow keys move among them, Enter shows a value, S sorts.");
    this.#note.hidden = true;
  }

  /** Shows how far a statement is: one that is new, or has more rows, or is over. */
  change(result: StatementResult): void {
    this.#tabs.change(result);
    if (this.#tabs.chosen === result) this.#show(result);
  }

  #show(result: StatementResult): void {
    const { rows, state } = result;
    if (this.#grid !== undefined && this.#grid.rows !== rows) this.#removeGrid();
    // The first rows tell how wide the columns are.
    if (rows !== undefined && this.#grid === undefined && (rows.length > 0 || state !== "running")) {
      this.#addGrid(rows);
    }
    this.#say(describePanel(result));
    if (this.#grid === undefined) {
      this.#note.hidden = true;
      return;
    }
    if (state === "running") this.#grid.view.update();
    else this.#finish(result, this.#grid);
    this.#showNote(result);
  }

  #addGrid(rows: ResultRows): void {
    // The grid marks its host, and does not take the marks away.
    const host = createElement("div", "grid-host");
    findElement("grid", HTMLDivElement).append(host);
    const view = new ResultGrid(host, rows, {
      showValue: showValueDialog,
      onView: (from, to) => this.#grid?.reader?.want(from, to),
    });
    this.#grid = { view, rows, reader: undefined };
  }

  #finish(result: StatementResult, grid: ShownGrid): void {
    grid.view.finish();
    if (grid.rows.isWhole || grid.reader !== undefined || this.#database === undefined) return;
    grid.reader = new BlockReader(this.#database, result.statement.sql, grid.rows, () => {
      grid.view.redraw();
      this.#showNote(result);
    });
    grid.view.redraw();
  }

  #removeGrid(): void {
    this.#grid?.reader?.stop();
    this.#grid?.view.destroy();
    this.#grid = undefined;
    findElement("grid", HTMLDivElement).replaceChildren();
  }

  #say(message: string): void {
    this.#message.hidden = message === "";
    this.#message.textContent = message;
  }

  #showNote({ rows }: StatementResult): void {
    const note = rows === undefined ? "" : describeGap(rows, this.#grid?.reader?.hasFailed ?? false);
    this.#note.hidden = note === "";
    this.#note.textContent = note;
  }
}
