import type { Capi, DatabasePointer, StatementPointer } from "../../capi/index.js";
import { Oo1Context, type SQLite3ErrorClass } from "./context.js";
import { DB } from "./db.js";
import { type OpenOptions, WrappedConnection } from "./open-arguments.js";
import { StatementHandle } from "./statement-handle.js";
import { Stmt } from "./stmt.js";

/** The class of connections of one namespace. It may be extended. */
export interface DBClass {
  readonly prototype: DB;
  /**
   * Opens a connection.
   *
   * @param filename - path in the VFS, a `file:` URI, `":memory:"` (default), or `""` for a temporary file
   * @param flags - letters: `c` reads, writes and creates (default), `w` reads and writes, `r` only reads, `t` traces
   * @param vfs - name of the VFS; SQLite's default where left out
   * @throws SQLite3Error, for example `SQLITE_CANTOPEN`
   */
  new (filename?: string, flags?: string, vfs?: string | null): DB;
  new (options: OpenOptions): DB;
  /**
   * Throws the error that a result code stands for.
   *
   * @param db - whose message is used: a connection, a `sqlite3*`, or nothing
   * @param resultCode - 0 passes
   * @returns `db`
   */
  checkRc<Connection extends DB | DatabasePointer | number | null | undefined>(
    db: Connection,
    resultCode: number,
  ): Connection;
  /**
   * Makes an object for an existing `sqlite3*`.
   *
   * @param takesOwnership - whether closing the object closes the connection
   * @throws SQLite3Error `SQLITE_MISUSE` for what is no pointer
   */
  wrapHandle(pointer: DatabasePointer | number, takesOwnership?: boolean): DB;
}

/** The class of statements of one namespace; only `DB.prepare` and `wrapHandle` make them. */
export interface StmtClass {
  readonly prototype: Stmt;
  /** @throws SQLite3Error always */
  new (...args: readonly never[]): Stmt;
  /**
   * Makes an object for an existing `sqlite3_stmt*` of a connection. It is not counted as open.
   *
   * @param takesOwnership - whether finalizing the object, or closing the connection, finalizes the statement
   * @throws SQLite3Error for what is no open connection or no pointer
   */
  wrapHandle(db: DB, pointer: StatementPointer | number, takesOwnership?: boolean): Stmt;
}

/** What the object API of one namespace is made of. */
export interface Oo1Parts {
  readonly capi: Capi;
  /** The error class of the namespace. */
  readonly SQLite3Error: SQLite3ErrorClass;
  /** Takes the SQL that connections opened with the flag `t` run; default nobody. */
  readonly trace?: (sql: string) => void;
}

/** The object API of one wasm instance. */
export interface Oo1 {
  readonly DB: DBClass;
  readonly Stmt: StmtClass;
}

/**
 * Makes the documented classes for one wasm instance. Classes of two instances know nothing of each other.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-oo1.md
 */
export function createOo1({ capi, SQLite3Error, trace = () => undefined }: Oo1Parts): Oo1 {
  const context = new Oo1Context(capi, SQLite3Error, trace);

  class BoundStmt extends Stmt {
    constructor(...[db, handle]: readonly unknown[]) {
      if (!(handle instanceof StatementHandle)) {
        throw context.misuse("statements are made by DB.prepare() and Stmt.wrapHandle()");
      }
      super(context, db as DB, handle);
    }

    static wrapHandle(db: unknown, pointer: unknown, takesOwnership = false): Stmt {
      const handles = db instanceof BoundDB && db.isOpen() ? context.handles.get(db) : undefined;
      if (handles === undefined) {
        throw context.refusal("a statement is wrapped for an open connection of this namespace");
      }
      if (!isPointer(pointer)) throw context.refusal("the statement to wrap must be a sqlite3_stmt pointer");
      const ownership = takesOwnership ? "owned" : "borrowed";
      return new BoundStmt(db, new StatementHandle(pointer as StatementPointer, ownership, handles));
    }
  }

  class BoundDB extends DB {
    constructor(...args: readonly unknown[]) {
      super(context, (db, handle) => new BoundStmt(db, handle), args);
    }

    static checkRc<Connection>(db: Connection, resultCode: number): Connection {
      const pointer = db instanceof DB ? db.pointer : isPointer(db) ? db : 0;
      context.check(resultCode || 0, (pointer ?? 0) as DatabasePointer);
      return db;
    }

    static wrapHandle(pointer: unknown, takesOwnership = false): DB {
      if (!isPointer(pointer)) throw context.misuse("the connection to wrap must be a sqlite3 pointer");
      return new BoundDB(new WrappedConnection(pointer as DatabasePointer, takesOwnership));
    }
  }

  Object.defineProperty(BoundDB, "name", { value: "DB" });
  Object.defineProperty(BoundStmt, "name", { value: "Stmt" });
  return { DB: BoundDB as DBClass, Stmt: BoundStmt as unknown as StmtClass };
}

function isPointer(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0;
}
