/** A value that the data set holds. */
export type DataValue = string | number | null;

/** One table of the data set: where its rows come from and what it looks like in SQL. */
export interface DataTable {
  readonly name: string;
  /** A `CREATE TABLE` statement, and further ones that belong to the table. */
  readonly schema: string;
  /** Columns that {@link readRows} fills, in its order. */
  readonly columns: readonly string[];
  /** Address of the file that holds the rows. */
  readonly url: string;
  /** @returns the rows in the file's text, one array per row, as long as {@link columns} */
  readonly readRows: (text: string) => DataValue[][];
}
