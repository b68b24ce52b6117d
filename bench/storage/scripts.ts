import { numberWords } from "./number-words.js";
import { seededRandom } from "./random.js";

/** One of the sixteen scripts. */
export interface SpeedScript {
  readonly name: string;
  readonly sql: string;
}

const ROWS = 25_000;
const SEED = 20_261_121;

/**
 * Sixteen scripts of the shape of SQLite's classic speed comparison, to be run in order on an empty database. The text
 * is the same at every call.
 *
 * @see https://www.sqlite.org/speed.html
 */
export function speedScripts(): SpeedScript[] {
  const random = seededRandom(SEED);
  const table = (name: string): string => `CREATE TABLE ${name}(a INTEGER, b INTEGER, c TEXT)`;
  const insert = (name: string, rows: number): string[] =>
    lines(rows, (index) => {
      const value = random(100_000);
      return `INSERT INTO ${name} VALUES(${index + 1}, ${value}, '${numberWords(value)}')`;
    });
  const count = (times: number, condition: (index: number) => string): string[] =>
    lines(times, (index) => `SELECT count(*), avg(b) FROM large WHERE ${condition(index)}`);
  const transaction = (statements: readonly string[]): string[] => ["BEGIN", ...statements, "COMMIT"];
  const script = (name: string, statements: readonly string[]): SpeedScript => ({
    name,
    sql: `${statements.join(";\n")};`,
  });
  return [
    script("1,000 autocommit INSERTs", [table("small"), ...insert("small", 1000)]),
    script("25,000 INSERTs in a transaction", transaction([table("large"), ...insert("large", ROWS)])),
    script(
      "25,000 INSERTs into an indexed table",
      transaction([table("indexed"), "CREATE INDEX indexed_text ON indexed(c)", ...insert("indexed", ROWS)]),
    ),
    script(
      "100 SELECTs without an index",
      transaction(count(100, (index) => `b >= ${index * 100} AND b < ${index * 100 + 1000}`)),
    ),
    script(
      "100 SELECTs with LIKE",
      transaction(count(100, (index) => `c LIKE '%${numberWords(index + 1)}%'`)),
    ),
    script("creating indexes", ["CREATE INDEX large_a ON large(a)", "CREATE INDEX large_b ON large(b)"]),
    script(
      "5,000 SELECTs with an index",
      count(5000, (index) => `b >= ${index * 20} AND b < ${index * 20 + 100}`),
    ),
    script(
      "1,000 UPDATEs without an index",
      transaction(
        lines(1000, (index) => {
          return `UPDATE small SET b = b * 2 WHERE a >= ${index * 10} AND a < ${index * 10 + 10}`;
        }),
      ),
    ),
    script(
      "25,000 UPDATEs with an index",
      transaction(lines(ROWS, (index) => `UPDATE large SET b = ${random(100_000)} WHERE a = ${index + 1}`)),
    ),
    script(
      "25,000 text UPDATEs with an index",
      transaction(
        lines(ROWS, (index) => {
          return `UPDATE large SET c = '${numberWords(random(100_000))}' WHERE a = ${index + 1}`;
        }),
      ),
    ),
    script(
      "INSERTs from a SELECT",
      transaction([
        "INSERT INTO small SELECT b, a, c FROM large",
        "INSERT INTO large SELECT b, a, c FROM small",
      ]),
    ),
    script("DELETE without an index", ["DELETE FROM large WHERE c LIKE '%fifty%'"]),
    script("DELETE with an index", [`DELETE FROM large WHERE a > 10 AND a < ${ROWS - 5000}`]),
    script("big INSERT after a big DELETE", ["INSERT INTO large SELECT * FROM small"]),
    script(
      "big DELETE, then 12,000 small INSERTs",
      transaction(["DELETE FROM small", ...insert("small", 12_000)]),
    ),
    script("DROP TABLE", ["DROP TABLE small", "DROP TABLE large", "DROP TABLE indexed"]),
  ];
}

function lines(count: number, line: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => line(index));
}
