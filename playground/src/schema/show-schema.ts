import { createElement } from "../find-element.js";
import { formatCount } from "../format-number.js";
import type { SchemaColumn, SchemaTable } from "./read-schema.js";

function columnItem(column: SchemaColumn): HTMLLIElement {
  const name = createElement("span", "column-name", column.name);
  const type = createElement("span", "column-type", column.type.toLowerCase());
  if (column.isPrimaryKey) type.prepend(createElement("abbr", "column-key", "key"), " ");
  return createElement("li", "", name, type);
}

function tableItem(table: SchemaTable): HTMLDetailsElement {
  const count = createElement(
    "span",
    "table-count",
    table.rowCount === undefined ? table.type : formatCount(table.rowCount),
  );
  if (table.rowCount !== undefined) count.append(createElement("span", "visually-hidden", " rows"));
  const summary = createElement("summary", "", createElement("span", "table-name", table.name), count);
  const list = createElement("ul", "", ...table.columns.map(columnItem));
  const details = createElement("details", "table", summary, list);
  details.dataset.table = table.name;
  return details;
}

/**
 * Fills the side bar with tables and their columns. Tables that were folded or unfolded stay so; new ones start
 * unfolded.
 */
export function showSchema(host: HTMLElement, tables: readonly SchemaTable[]): void {
  const folded = new Set(
    [...host.querySelectorAll<HTMLDetailsElement>("details:not([open])")].map((item) => item.dataset.table),
  );
  const items = tables.map(tableItem);
  for (const item of items) item.open = !folded.has(item.dataset.table);
  host.replaceChildren(
    ...(items.length > 0 ? items : [createElement("p", "hint", "This database has no tables.")]),
  );
}
