import { type CellComponent, type ColumnDefinition, TabulatorFull } from "tabulator-tables";
import type { SqlValue } from "web-sqlite-v2";
import { createElement } from "../find-element.js";
import type { ResultTable } from "../sql/run-script.js";
import { columnWidths, measuresFor } from "./column-widths.js";
import { compareValues } from "./compare-values.js";
import { cellText, copyText, storageClass } from "./describe-value.js";

/** Pixels; the style sheet draws rows of this height. */
const ROW_HEIGHT = 30;

type GridRow = Record<string, SqlValue>;

/** Called when people ask to see a value at full length. */
export type ShowValue = (column: string, value: SqlValue) => void;

/** Fields are numbered, since two columns of a result may share a name. */
function fieldOf(index: number): string {
  return `c${index}`;
}

function sqlValueOf(cell: CellComponent): SqlValue {
  return cell.getValue() as SqlValue;
}

function renderCell(cell: CellComponent): HTMLElement {
  const value = sqlValueOf(cell);
  return createElement("span", `value-${storageClass(value)}`, cellText(value));
}

/** Numbers stand right, in columns that hold nothing else among the first rows. */
function isNumeric(table: ResultTable, index: number): boolean {
  const values = table.rows.slice(0, 100).map((row) => row[index]);
  const present = values.filter((value) => value !== null);
  return (
    present.length > 0 && present.every((value) => typeof value === "number" || typeof value === "bigint")
  );
}

function columnDefinitions(table: ResultTable, host: HTMLElement): ColumnDefinition[] {
  const widths = columnWidths(table, measuresFor(host));
  return table.columns.map((title, index) => {
    const align = isNumeric(table, index) ? "right" : "left";
    return {
      title,
      field: fieldOf(index),
      width: widths[index] ?? 100,
      hozAlign: align,
      headerHozAlign: align,
      cssClass: `align-${align}`,
    };
  });
}

function gridRows({ columns, rows }: ResultTable): GridRow[] {
  const fields = columns.map((_, index) => fieldOf(index));
  return rows.map((row) => {
    const gridRow: GridRow = {};
    for (let index = 0; index < fields.length; index++) gridRow[fields[index]!] = row[index]!;
    return gridRow;
  });
}

/** Rows in a grid that draws only what is in view; arrow keys move a cell cursor, Enter shows its value, Ctrl-C copies. */
export class ResultGrid {
  readonly #host: HTMLElement;
  readonly #showValue: ShowValue;
  #tabulator: TabulatorFull | undefined;
  #columns: readonly string[] = [];

  constructor(host: HTMLElement, showValue: ShowValue) {
    this.#host = host;
    this.#showValue = showValue;
    // Before Tabulator sees them: it would keep Tab inside the grid, and edit a cell on Enter.
    host.addEventListener("keydown", (event) => this.#onKeydown(event), { capture: true });
    host.addEventListener("copy", (event) => this.#onCopy(event));
  }

  /** Cells of a row are parted by tabs, as spreadsheets take them. */
  #onCopy(event: ClipboardEvent): void {
    const lines = this.#selectedCells().map((row) =>
      row.map((cell) => copyText(sqlValueOf(cell))).join("\t"),
    );
    if (lines.length === 0) return;
    event.clipboardData?.setData("text/plain", lines.join("\n"));
    event.preventDefault();
  }

  #selectedCells(): CellComponent[][] {
    return this.#tabulator?.getRanges()[0]?.getCells() ?? [];
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== "Tab" && event.key !== "Enter") return;
    event.stopPropagation();
    const cell = this.#selectedCells()[0]?.[0];
    if (event.key === "Tab" || cell === undefined) return;
    event.preventDefault();
    this.#show(cell);
  }

  #show(cell: CellComponent): void {
    this.#showValue(this.#columns[Number(cell.getField().slice(1))] ?? "", sqlValueOf(cell));
  }

  /** Takes the rows away. */
  clear(): void {
    this.#tabulator?.destroy();
    this.#tabulator = undefined;
    this.#host.replaceChildren();
  }

  /** Shows other rows; settles when they are on the page. */
  async show(table: ResultTable): Promise<void> {
    this.clear();
    this.#columns = table.columns;
    const element = createElement("div", "");
    this.#host.append(element);
    const tabulator = new TabulatorFull(element, {
      data: gridRows(table),
      columns: columnDefinitions(table, this.#host),
      columnDefaults: {
        titleFormatter: "plaintext",
        formatter: renderCell,
        sorter: (a: SqlValue, b: SqlValue) => compareValues(a, b),
        headerSortTristate: true,
        resizable: "header",
      },
      height: "100%",
      layout: "fitDataFill",
      rowHeight: ROW_HEIGHT,
      nestedFieldSeparator: false,
      selectableRange: 1,
      selectableRangeAutoFocus: false,
    });
    this.#tabulator = tabulator;
    tabulator.on("cellDblClick", (_event, cell) => this.#show(cell));
    await new Promise<void>((resolve) => tabulator.on("tableBuilt", resolve));
  }
}
