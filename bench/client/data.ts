import type { Parameters } from "./contestant.js";

/** The table of the suite. */
export const CREATE_TABLE =
  "CREATE TABLE measurement(id INTEGER PRIMARY KEY, station TEXT, value REAL, quality INTEGER)";

/** Four parameters, one row. */
export const INSERT = "INSERT INTO measurement(id, station, value, quality) VALUES(?, ?, ?, ?)";

/** One row by rowid. */
export const SELECT_POINT = "SELECT id, station, value, quality FROM measurement WHERE id = ?";

/** Five columns, two of them texts. */
export const SELECT_ALL = "SELECT id, station, value, quality, unit FROM large";

/** Rows of the table that {@link SELECT_ALL} reads. */
export const LARGE_COUNT = 100_000;

/** Times that they are read; the shortest counts. The same work takes up to 1.8 times as long when others use the machine. */
export const READINGS = 9;

/** Makes that table. */
export const CREATE_LARGE = `CREATE TABLE large AS
  WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${LARGE_COUNT})
  SELECT n AS id, 'station number ' || n AS station, n * 0.37 AS value, n % 7 AS quality, 'degrees' AS unit FROM c`;

/** Rows to insert, beginning with an id. */
export function makeRows(first: number, count: number): Parameters[] {
  return Array.from({ length: count }, (_, index) => {
    const id = first + index;
    return [id, `Wellington Kelburn ${id}`, id * 0.37 + 0.5, id % 7];
  });
}
