import type { ChangeEvent, ChangeOperation, ManyChanges, RowChange } from "../../protocol/index.js";
import type { LoggedRow, LoggedTable, TakenChanges } from "./change-log.js";

const OPERATIONS: readonly ChangeOperation[] = ["insert", "update", "delete"];

/**
 * Makes the event that tells of a transaction's changes.
 *
 * @param hasRowid - whether a table has rowids
 */
export function describeChanges(
  { tables, rows }: TakenChanges,
  hasRowid: (table: LoggedTable) => boolean,
): ChangeEvent {
  const toldCounts = tables.map(() => 0);
  for (const { table } of rows) toldCounts[table] = (toldCounts[table] as number) + 1;
  const described = tables.map((table, index) => ({
    ...table,
    isComplete: toldCounts[index] === table.count,
    hasRowid: table.count > 0 && hasRowid(table),
  }));
  const changes: (RowChange | ManyChanges)[] = [];
  for (const row of rows) {
    const table = described[row.table] as (typeof described)[number];
    if (table.isComplete) changes.push(describeRow(row, table, table.hasRowid));
  }
  for (const { schema, table, count, isComplete } of described) {
    if (!isComplete) changes.push({ schema, table, operation: "many", count });
  }
  return { changes };
}

function describeRow(row: LoggedRow, { schema, table }: LoggedTable, hasRowid: boolean): RowChange {
  const operation = OPERATIONS[row.operation] as ChangeOperation;
  const [before, after] = [asNumber(row.before), asNumber(row.after)];
  const rowid = hasRowid ? (operation === "delete" ? before : after) : null;
  const isMoved = hasRowid && operation === "update" && before !== after;
  return { schema, table, operation, rowid, ...(isMoved ? { previousRowid: before } : {}) };
}

function asNumber(rowid: bigint): number | bigint {
  const number = Number(rowid);
  return Number.isSafeInteger(number) ? number : rowid;
}
