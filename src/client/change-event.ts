import type { ChangeOperation, ChangesPayload } from "../protocol/index.js";

/** A row that a transaction has changed. */
export interface RowChange {
  /** `"main"`, `"temp"` or the name that a database is attached under. */
  readonly schema: string;
  readonly table: string;
  readonly operation: ChangeOperation;
  /** Of the row as it is now, or as it was before it was deleted; `null` in a table `WITHOUT ROWID`. */
  readonly rowid: number | bigint | null;
  /** The rowid before, where an update has changed it. */
  readonly previousRowid?: number | bigint;
}

/** A table in which a transaction has changed so many rows that they are not told one by one. */
export interface ManyChanges {
  readonly schema: string;
  readonly table: string;
  readonly operation: "many";
  /** Rows inserted, updated and deleted. */
  readonly count: number;
}

/** What a committed transaction has changed. */
export interface ChangeEvent {
  /**
   * In order; a row that was changed several times comes several times. Of a transaction with more than 1,000 changes,
   * tables that are not complete by then come as one {@link ManyChanges} each, at the end.
   */
  readonly changes: readonly (RowChange | ManyChanges)[];
}

const OPERATIONS: readonly ChangeOperation[] = ["insert", "update", "delete"];

/** Makes the event of what the worker tells. */
export function decodeChanges({ tables, rows, rowids }: ChangesPayload): ChangeEvent {
  const told = tables.map(() => 0);
  for (let row = 0; row < rows.length; row += 2) {
    const table = rows[row] as number;
    told[table] = (told[table] as number) + 1;
  }
  const isComplete = (table: number) => told[table] === tables[table]?.count;
  const changes: (RowChange | ManyChanges)[] = [];
  for (let row = 0; row < rows.length; row += 2) {
    const index = rows[row] as number;
    const { schema, table, hasRowid } = tables[index] as ChangesPayload["tables"][number];
    if (!isComplete(index)) continue;
    const operation = OPERATIONS[rows[row + 1] as number] as ChangeOperation;
    const [before, after] = [asNumber(rowids[row] as bigint), asNumber(rowids[row + 1] as bigint)];
    const rowid = hasRowid ? (operation === "delete" ? before : after) : null;
    const isMoved = hasRowid && operation === "update" && before !== after;
    changes.push({ schema, table, operation, rowid, ...(isMoved ? { previousRowid: before } : {}) });
  }
  for (const [index, { schema, table, count }] of tables.entries()) {
    if (!isComplete(index)) changes.push({ schema, table, operation: "many", count });
  }
  return { changes };
}

function asNumber(rowid: bigint): number | bigint {
  const number = Number(rowid);
  return Number.isSafeInteger(number) ? number : rowid;
}
