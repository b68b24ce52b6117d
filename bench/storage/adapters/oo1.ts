import type { SqlValue } from "../../../src/oo1/index.js";
import type { Connection } from "../contestant.js";

/** What our oo1 and the official package's have in common, as far as the benchmark goes. */
interface Oo1Statement {
  bind(values: SqlValue[]): this;
  bind(index: number, value: SqlValue): this;
  step(): boolean;
  stepReset(): this;
  reset(): this;
  get(target: SqlValue[]): unknown;
  finalize(): unknown;
}

interface Oo1Database {
  prepare(sql: string): Oo1Statement;
  close(): void;
}

/**
 * Connects the benchmark to a database of an oo1 API.
 *
 * @param exec - the API's quickest way to run a script
 */
export function oo1Connection(db: Oo1Database, exec: (sql: string) => void): Connection {
  return {
    exec,
    runMany(sql, rows) {
      const statement = db.prepare(sql);
      for (const row of rows) statement.bind(row).stepReset();
      statement.finalize();
    },
    readMany(sql, ids) {
      const statement = db.prepare(sql);
      let count = 0;
      for (const id of ids) {
        statement.bind(1, id);
        if (statement.step()) {
          statement.get([]);
          count++;
        }
        statement.reset();
      }
      statement.finalize();
      return count;
    },
    readAll(sql) {
      const statement = db.prepare(sql);
      const rows: SqlValue[][] = [];
      while (statement.step()) {
        const row: SqlValue[] = [];
        statement.get(row);
        rows.push(row);
      }
      statement.finalize();
      return rows;
    },
    close: () => db.close(),
  };
}
