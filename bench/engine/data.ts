/** Rows of the engine benchmark. */
export const ROW_COUNT = 50_000;

/** The table that every contest works on. */
export const CREATE_TABLE =
  "CREATE TABLE measurement(id INTEGER PRIMARY KEY, station TEXT, value REAL, quality INTEGER)";

/** Four parameters, one row. */
export const INSERT = "INSERT INTO measurement(id, station, value, quality) VALUES(?, ?, ?, ?)";

/** Five columns, so that 50,000 rows are 250,000 cells. */
export const SELECT_ALL = "SELECT id, station, value, quality, length(station) FROM measurement";

/** One row by rowid. */
export const SELECT_POINT = "SELECT station, value FROM measurement WHERE id = ?";

const stations = ["Seattle-Tacoma", "Oslo Blindern", "Ushuaia", "Nairobi Wilson", "Wellington Kelburn"];

/** Text of row `index`; 10 to 25 characters. */
export function stationOf(index: number): string {
  return `${stations[index % stations.length]} ${index}`;
}

/** Number of row `index`; never whole. */
export function measuredAt(index: number): number {
  return index * 0.37 + 0.5;
}

/** A script of 25,000 statements. */
export function makeScript(): string {
  const lines = ["CREATE TABLE log(a INTEGER, b INTEGER, c TEXT);", "BEGIN;"];
  for (let index = 0; index < 24_997; index++) {
    lines.push(`INSERT INTO log VALUES(${index},${(index * 7919) % 100_000},'entry number ${index}');`);
  }
  lines.push("COMMIT;");
  return lines.join("\n");
}
