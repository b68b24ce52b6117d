import type { FileEngine } from "../../../src/engine/index.js";
import type { FileSystem } from "../../../src/fs/index.js";
import { Database, type SqlValue } from "../../../src/oo1/index.js";

/** Every row of the first statement that returns rows. */
export function allRows(db: Database, sql: string): SqlValue[][] {
  const resultRows: SqlValue[][] = [];
  db.exec(sql, { resultRows });
  return resultRows;
}

/** The first value of the first row. */
export function firstValue(db: Database, sql: string): SqlValue | undefined {
  return allRows(db, sql)[0]?.[0];
}

/** Opens a database, runs `body`, and closes it whatever happens. */
export function withDatabase<Result>(
  engine: FileEngine,
  filename: string,
  vfs: string,
  body: (db: Database) => Result,
): Result {
  const db = new Database(engine.capi, { filename, vfs });
  try {
    return body(db);
  } finally {
    db.close();
  }
}

/** Whether a path exists. */
export function exists(fs: FileSystem, path: string): boolean {
  return fs.analyzePath(path).exists;
}

/** A table `t` with rows of 500 bytes; deterministic, so that two databases can be compared. */
export function fillTable(db: Database, rows: number): void {
  db.exec(`CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);
    WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
    INSERT INTO t SELECT i, substr(hex(i) || printf('%0500d', i), 1, 500) FROM n`);
}

/** What a whole table holds, in one value. */
export function fingerprint(db: Database): SqlValue | undefined {
  return firstValue(db, "SELECT count(*) || ':' || sum(id) || ':' || sum(length(v)) || ':' || max(v) FROM t");
}

/** Lists the paths that `__syscall_openat` was given, in order. Bind the engine's heap before it is read. */
export class OpenedPaths {
  readonly paths: string[] = [];
  engine: FileEngine | undefined;

  /** For the `trace` option of the system calls. */
  readonly trace = ({ name, args }: { name: string; args: readonly (number | bigint)[] }): void => {
    if (name !== "__syscall_openat" || this.engine === undefined) return;
    const start = Number(args[1]) >>> 0;
    const { u8 } = this.engine.heap;
    this.paths.push(Buffer.from(u8.subarray(start, u8.indexOf(0, start))).toString());
  };
}
