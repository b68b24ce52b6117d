import type { Database, Transaction } from "web-sqlite-v2";
import { airports } from "./airports.js";
import type { DataTable, DataValue } from "./data-table.js";
import { flights } from "./flights.js";

const TABLES: readonly DataTable[] = [airports, flights];

/** Kept in the database header by the transaction that loads the rows, so it never promises rows that are not there. */
const DATA_SET_VERSION = 1;

/** Few enough that all parameters stay below SQLite's limit of 32,766, many enough that messages do not count. */
const ROWS_PER_INSERT = 500;

/** How far an import has come: rows inserted, and rows there are. */
export type ReportProgress = (done: number, total: number) => void;

/** @returns whether the data set was loaded before; an interrupted import leaves no trace, so then it was not */
export async function hasDataSet(database: Database): Promise<boolean> {
  const [row] = await database.query<{ user_version: number }>("PRAGMA user_version");
  return row?.user_version === DATA_SET_VERSION;
}

/** A row of `(?, ?, …)` for each row of values. */
function insertStatement({ name, columns }: DataTable, rowCount: number): string {
  const places = `(${columns.map(() => "?").join(", ")})`;
  return `INSERT INTO ${name} (${columns.join(", ")}) VALUES ${Array(rowCount).fill(places).join(", ")}`;
}

async function fetchRows(table: DataTable): Promise<DataValue[][]> {
  const response = await fetch(table.url);
  if (!response.ok) throw new Error(`${table.url} could not be fetched: HTTP status ${response.status}.`);
  return table.readRows(await response.text());
}

/** Drops what users made as well; a virtual table first, since its shadow tables go with it. */
async function dropEverything(transaction: Transaction): Promise<void> {
  for (;;) {
    const [entry] = await transaction.query<{ statement: string }>(
      `SELECT format('DROP %s "%w"', type, name) AS statement FROM sqlite_schema
       WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       ORDER BY type = 'view' DESC, sql LIKE 'CREATE VIRTUAL%' DESC LIMIT 1`,
    );
    if (entry === undefined) return;
    await transaction.exec(entry.statement);
  }
}

/**
 * Loads the data set into an emptied database, all of it or, when anything fails, none.
 *
 * @throws Error where a file of the data set cannot be fetched; then nothing was changed
 */
export async function importDataSet(database: Database, reportProgress: ReportProgress): Promise<void> {
  const rowsOf = await Promise.all(TABLES.map(fetchRows));
  const total = rowsOf.reduce((sum, rows) => sum + rows.length, 0);
  let done = 0;
  reportProgress(done, total);
  // Has no effect inside a transaction, so it comes before; on, it would object to dropping tables one by one.
  await database.exec("PRAGMA foreign_keys = OFF");
  await database.transaction(async (transaction) => {
    await dropEverything(transaction);
    for (const [index, table] of TABLES.entries()) {
      const rows = rowsOf[index] ?? [];
      await transaction.exec(table.schema);
      for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
        const batch = rows.slice(start, start + ROWS_PER_INSERT);
        await transaction.run(insertStatement(table, batch.length), batch.flat());
        done += batch.length;
        reportProgress(done, total);
      }
    }
    await transaction.exec(`PRAGMA user_version = ${DATA_SET_VERSION}`);
  });
}
