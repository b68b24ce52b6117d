import { type Column, SlickCellRangeSelector, SlickCellSelectionModel, SlickGrid } from "slickgrid";
import type { SqlValue } from "web-sqlite-v2";
import { columnWidths, measuresFor } from "./column-widths.js";
import { cellText, copyText, storageClass } from "./describe-value.js";
import { keepFocusOnCells } from "./grid-focus.js";
import type { ResultRow, ResultRows } from "./result-rows.js";

/** Pixels; the style sheet draws rows of this height. */
const ROW_HEIGHT = 30;

/** Rows at each end that widths and alignment are chosen by. */
const SAMPLE = 100;

/** More rows than this are not selected at once: the grid would mark each of their cells. */
const SELECTABLE_ROWS = 10_000;

/** A row for the grid, which wants its rows to have fields. */
interface GridRow {
  readonly index: number;
}

type GridColumn = Column<GridRow>;

/** What a grid asks for. */
export interface GridListener {
  /** People want to see a value at full length. */
  showValue(column: string, value: SqlValue): void;
  /** These rows are in view. */
  onView(from: number, to: number): void;
}

function renderCell(_row: number, _cell: number, value: SqlValue) {
  return { text: cellText(value), addClasses: `value-${storageClass(value)}` };
}

/** @returns the first and the last rows that are kept */
function sampleOf(rows: ResultRows): ResultRow[] {
  const { keptLength } = rows;
  const indexes = [...Array(Math.min(keptLength, 2 * SAMPLE)).keys()];
  const gap = Math.max(0, keptLength - 2 * SAMPLE);
  return indexes.map((index) => rows.at(index < SAMPLE ? index : index + gap) ?? []);
}

/** Numbers stand right, in columns that hold nothing else among these rows. */
function isNumeric(sample: readonly ResultRow[], index: number): boolean {
  const present = sample.map((row) => row[index]).filter((value) => value !== null);
  return (
    present.length > 0 && present.every((value) => typeof value === "number" || typeof value === "bigint")
  );
}

function columnDefinitions({ columns }: ResultRows, sample: readonly ResultRow[], host: HTMLElement) {
  const widths = columnWidths(columns, sample, measuresFor(host));
  return columns.map((name, index): GridColumn => {
    const align = `align-${isNumeric(sample, index) ? "right" : "left"}`;
    return {
      // Two columns of a result may share a name.
      id: index,
      field: "index",
      name,
      width: widths[index] ?? 100,
      minWidth: 48,
      cssClass: align,
      headerCssClass: align,
    };
  });
}

/**
 * Rows in a grid that draws only what is in view. Arrow keys move from cell to cell, with Shift they select; Enter shows a
 * value at full length, S sorts by its column, Ctrl-C copies.
 */
export class ResultGrid {
  readonly #host: HTMLElement;
  readonly #rows: ResultRows;
  readonly #listener: GridListener;
  readonly #grid: SlickGrid<GridRow, GridColumn>;
  readonly #selection = new SlickCellSelectionModel({
    selectActiveCell: true,
    cellRangeSelector: new SlickCellRangeSelector({
      selectionCss: { border: "none" } as CSSStyleDeclaration,
    }),
  });
  readonly #end = new AbortController();
  readonly #resizing = new ResizeObserver(() => this.#grid.resizeCanvas());
  #frame = 0;
  #hasOwnWidths = false;

  /**
   * @param host - an empty element on the page
   * @param rows - the first of them, by which widths are chosen, should be there already
   */
  constructor(host: HTMLElement, rows: ResultRows, listener: GridListener) {
    this.#host = host;
    this.#rows = rows;
    this.#listener = listener;
    const sample = sampleOf(rows);
    const data = {
      getLength: () => rows.length,
      getItem(index: number): GridRow {
        // It draws a row that is missing as one that is loading, though its types do not say so.
        return (rows.at(index) === undefined ? undefined : { index }) as GridRow;
      },
      getItemMetadata: () => null,
    };
    this.#grid = new SlickGrid(host, data, columnDefinitions(rows, sample, host), {
      rowHeight: ROW_HEIGHT,
      enableCellNavigation: true,
      enableColumnReorder: false,
      fullWidthRows: true,
      // Names and values are text, whatever they look like.
      enableHtmlRendering: false,
      defaultFormatter: renderCell,
      dataItemColumnValueExtractor: ({ index }: GridRow, { id }: GridColumn) => rows.at(index)?.[Number(id)],
    });
    this.#grid.setSelectionModel(this.#selection);
    host.setAttribute("aria-label", "Rows of the result");
    host.setAttribute("aria-describedby", "grid-keys");
    host.setAttribute("aria-readonly", "true");
    host.setAttribute("aria-colcount", String(rows.columns.length));
    keepFocusOnCells(this.#grid, host, this.#end.signal);
    const { signal } = this.#end;
    // Before the grid sees them: it would keep Tab inside, and edit a cell on Enter.
    host.addEventListener("keydown", (event) => this.#onKeydown(event), { capture: true, signal });
    host.addEventListener("copy", (event) => this.#onCopy(event), { signal });
    this.#grid.onDblClick.subscribe((_event, { row, cell }) => this.#show(row, cell));
    this.#grid.onSort.subscribe((_event, sorting) => {
      const column = "sortCol" in sorting ? sorting.sortCol : null;
      if (column === null || column === undefined) return;
      this.#sort(Number(column.id), "sortAsc" in sorting && sorting.sortAsc);
    });
    this.#grid.onRendered.subscribe((_event, { startRow, endRow }) => this.#onRendered(startRow, endRow));
    this.#grid.onColumnsResized.subscribe(() => {
      this.#hasOwnWidths = true;
    });
    this.#resizing.observe(host);
    this.#draw();
  }

  /** Shows that there are more rows, at the next frame. */
  update(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    if (this.#end.signal.aborted) return;
    this.#host.setAttribute("aria-rowcount", String(this.#rows.length + 1));
    this.#grid.updateRowCount();
    this.#grid.render();
  }

  /** Draws the rows in view again: others are there now. */
  redraw(): void {
    if (this.#end.signal.aborted) return;
    this.#grid.invalidateAllRows();
    this.#grid.render();
  }

  /** All rows have come; they can be sorted where all are kept. */
  finish(): void {
    const columns = this.#grid.getColumns();
    const fitting = columnDefinitions(this.#rows, sampleOf(this.#rows), this.#host);
    for (const [index, column] of columns.entries()) {
      column.sortable = this.#rows.isWhole;
      // Later rows may have longer values than those that the widths were chosen by.
      if (!this.#hasOwnWidths) column.width = Math.max(column.width ?? 0, fitting[index]?.width ?? 0);
    }
    this.#grid.setColumns(columns);
    this.#draw();
  }

  destroy(): void {
    this.#end.abort();
    this.#resizing.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#grid.destroy(true);
    this.#host.replaceChildren();
  }

  #sort(column: number, isAscending: boolean): void {
    this.#rows.sort(column, isAscending);
    this.#grid.setSortColumns([{ columnId: column, sortAsc: isAscending }]);
    for (const [index, header] of [...this.#host.querySelectorAll("[role=columnheader]")].entries()) {
      header.setAttribute("aria-sort", index !== column ? "none" : isAscending ? "ascending" : "descending");
    }
    this.redraw();
  }

  #onRendered(from: number, to: number): void {
    for (const row of this.#host.querySelectorAll<HTMLElement>(".slick-row:not([aria-rowindex])")) {
      // The heading is the first one.
      row.setAttribute("aria-rowindex", String(Number(row.dataset.row) + 2));
    }
    this.#listener.onView(from, to + 1);
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key === "Tab") event.stopPropagation();
    const cell = this.#grid.getActiveCell();
    if (cell === null) return;
    if (event.key === "Enter") {
      this.#show(cell.row, cell.cell);
    } else if (event.key === "s" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (!this.#grid.getColumns()[cell.cell]?.sortable) return;
      const [sorted] = this.#grid.getSortColumns();
      this.#sort(cell.cell, !(sorted?.columnId === cell.cell && sorted.sortAsc));
    } else if (this.#rows.length <= SELECTABLE_ROWS || !selectsFar(event)) {
      return;
    }
    event.stopPropagation();
    event.preventDefault();
  }

  #show(row: number, cell: number): void {
    const values = this.#rows.at(row);
    if (values !== undefined) this.#listener.showValue(this.#rows.columns[cell] ?? "", values[cell] ?? null);
  }

  /** Cells of a row are parted by tabs, as spreadsheets take them. */
  #onCopy(event: ClipboardEvent): void {
    const [range] = this.#selection.getSelectedRanges();
    if (range === undefined) return;
    const lines: string[] = [];
    for (let row = range.fromRow; row <= range.toRow; row++) {
      const values = this.#rows.at(row)?.slice(range.fromCell, range.toCell + 1) ?? [];
      lines.push(values.map(copyText).join("\t"));
    }
    event.clipboardData?.setData("text/plain", lines.join("\n"));
    event.preventDefault();
  }
}

/** Whether a key selects rows beyond those in view. */
function selectsFar({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  if (!ctrlKey && !metaKey) return false;
  return key.toLowerCase() === "a" || (shiftKey && ["Home", "End", "ArrowUp", "ArrowDown"].includes(key));
}
