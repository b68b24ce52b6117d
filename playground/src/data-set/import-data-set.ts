import type { Database, Transaction } from "web-sqlite-v2";
import { airports } from "./airports.js";
import type { DataTable, DataValue } from "./data-table.js";
import { flights } from "./flights.js";

const TABLES: readonly DataTable[] = [airports, flights];

/** Marks a database that has had the data set, also when all tables were dropped since. */
const DATA_SET_VERSION = 1;

/** Few enough that the progress bar moves, many enough that messages do not count. */
const ROWS_PER_STEP = 2_000;

/** How far an import has come: rows inserted, and rows there are. */
export type ReportProgress = (done: number, total: number) => void;

/** @returns whether nothing was ever stored; an interrupted import leaves no trace */
export async function isUntouched(database: Database): Promise<boolean> {
  const [version, objects] = [
    await database.value("PRAGMA user_version"),
    await database.value("SELECT count(*) FROM sqlite_schema"),
  ];
  return version === 0 && objects === 0;
}

function insertStatement({ name, columns }: DataTable): string {
  return `INSERT INTO ${name} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
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
  await database.transaction(
    async (transaction) => {
      await dropEverything(transaction);
      for (const [index, table] of TABLES.entries()) {
        const rows = rowsOf[index] ?? [];
        await transaction.exec(table.schema);
        for (let start = 0; start < rows.length; start += ROWS_PER_STEP) {
          const step = rows.slice(start, start + ROWS_PER_STEP);
          await transaction.runMany(insertStatement(table), step);
          done += step.length;
          reportProgress(done, total);
        }
      }
      await transaction.exec(`PRAGMA user_version = ${DATA_SET_VERSION}`);
    },
    { mode: "immediate" },
  );
}
