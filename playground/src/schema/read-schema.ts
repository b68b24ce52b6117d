import type { Database } from "web-sqlite-v2";

export interface SchemaColumn {
  readonly name: string;
  /** As declared, for example `"INTEGER"`; `""` where nothing is. */
  readonly type: string;
  readonly isPrimaryKey: boolean;
}

/** A table or view of the database. */
export interface SchemaTable {
  readonly name: string;
  readonly type: "table" | "view";
  readonly columns: readonly SchemaColumn[];
  /** `undefined` for views, which may be slow to count, and for what cannot be read. */
  readonly rowCount: number | undefined;
}

/** Milliseconds that counting a table's rows may take. */
const PATIENCE = 2_000;

/** @returns the rows in the table, or `undefined` where SQLite cannot read it, for example for want of a module, or not in time */
async function countRows(database: Database, name: string): Promise<number | undefined> {
  try {
    const quoted = `"${name.replaceAll('"', '""')}"`;
    return await database.value<number>(`SELECT count(*) FROM ${quoted}`, [], { timeout: PATIENCE });
  } catch {
    return undefined;
  }
}

/** @returns the columns; none for a view that names a table which is gone */
async function readColumns(database: Database, name: string): Promise<SchemaColumn[]> {
  try {
    const columns = await database.query<{ name: string; type: string; pk: number }>(
      "SELECT name, type, pk FROM pragma_table_info(?)",
      [name],
    );
    return columns.map((column) => ({ name: column.name, type: column.type, isPrimaryKey: column.pk > 0 }));
  } catch {
    return [];
  }
}

/** @returns all tables and views but SQLite's own, by name */
export async function readSchema(database: Database): Promise<SchemaTable[]> {
  const entries = await database.query<{ name: string; type: "table" | "view" }>(
    `SELECT name, type FROM sqlite_schema
     WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
  );
  return Promise.all(
    entries.map(async ({ name, type }) => ({
      name,
      type,
      columns: await readColumns(database, name),
      rowCount: type === "table" ? await countRows(database, name) : undefined,
    })),
  );
}

/** @returns what differs when this or another connection has changed rows or tables; rolling back does not show */
export async function readChangeStamp(database: Database): Promise<string> {
  const [changes, schema, data] = [
    await database.value("SELECT total_changes()"),
    await database.value("PRAGMA schema_version"),
    await database.value("PRAGMA data_version"),
  ];
  return `${changes} ${schema} ${data}`;
}
