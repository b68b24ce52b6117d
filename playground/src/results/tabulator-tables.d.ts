/** The part of Tabulator that the playground uses; the package has no types of its own. */
declare module "tabulator-tables" {
  /** @see https://tabulator.info/docs/6.3/components#component-cell */
  export interface CellComponent {
    getValue(): unknown;
    getField(): string;
    getElement(): HTMLElement;
  }

  /** @see https://tabulator.info/docs/6.3/range */
  export interface RangeComponent {
    getCells(): CellComponent[][];
  }

  /** @see https://tabulator.info/docs/6.3/columns */
  export interface ColumnDefinition {
    title?: string;
    field?: string;
    width?: number;
    cssClass?: string;
    hozAlign?: "left" | "right";
    headerHozAlign?: "left" | "right";
    resizable?: boolean | "header";
    titleFormatter?: "plaintext";
    headerSortTristate?: boolean;
    formatter?: (cell: CellComponent) => HTMLElement | string;
    sorter?: (a: never, b: never) => number;
  }

  /** @see https://tabulator.info/docs/6.3/options */
  export interface Options {
    data: readonly object[];
    columns: readonly ColumnDefinition[];
    columnDefaults?: ColumnDefinition;
    height?: string;
    layout?: "fitData" | "fitDataFill";
    rowHeight?: number;
    nestedFieldSeparator?: false;
    selectableRange?: number;
    selectableRangeAutoFocus?: boolean;
  }

  export class TabulatorFull {
    constructor(element: HTMLElement, options: Options);
    on(event: "tableBuilt", listener: () => void): void;
    on(event: "cellDblClick", listener: (event: UIEvent, cell: CellComponent) => void): void;
    getRanges(): RangeComponent[];
    destroy(): void;
  }
}
