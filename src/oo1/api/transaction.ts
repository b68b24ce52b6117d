import type { DatabasePointer } from "../../capi/index.js";
import type { Oo1Context } from "./context.js";
import type { DB } from "./db.js";

/** The SQL around a function that runs in a transaction. */
interface Brackets {
  readonly begin: string;
  readonly commit: string;
  readonly rollback: string;
}

const SAVEPOINT: Brackets = {
  begin: "SAVEPOINT oo1",
  commit: "RELEASE SAVEPOINT oo1",
  rollback: "ROLLBACK TO SAVEPOINT oo1; RELEASE SAVEPOINT oo1",
};

/**
 * Runs what `DB.transaction` was given: a function, or a word for `BEGIN` and a function.
 *
 * @throws SQLite3Error `SQLITE_MISUSE` where the qualifier is not one word, and what SQLite refuses; TypeError without
 *   a function; what the function throws
 */
export function runTransaction(context: Oo1Context, db: DB, args: readonly unknown[]): unknown {
  db.affirmOpen();
  const qualifier = args.length > 1 ? String(args[0]) : "";
  if (!/^[A-Za-z]*$/.test(qualifier)) {
    throw context.misuse(`${JSON.stringify(qualifier)} is not one word as it may follow BEGIN`);
  }
  const brackets = { begin: `BEGIN ${qualifier}`, commit: "COMMIT", rollback: "ROLLBACK" };
  return runBetween(context, db, brackets, args[args.length > 1 ? 1 : 0]);
}

/** Runs a function in a savepoint. */
export function runSavepoint(context: Oo1Context, db: DB, body: unknown): unknown {
  db.affirmOpen();
  return runBetween(context, db, SAVEPOINT, body);
}

function runBetween({ capi }: Oo1Context, db: DB, brackets: Brackets, body: unknown): unknown {
  if (typeof body !== "function") throw new TypeError("a transaction needs a function");
  db.exec(brackets.begin);
  try {
    const result: unknown = body(db);
    db.exec(brackets.commit);
    return result;
  } catch (error) {
    // After some errors (a full disk, for one) SQLite has rolled back by itself.
    if (db.isOpen() && capi.sqlite3_get_autocommit(db.pointer as DatabasePointer) === 0) {
      db.exec(brackets.rollback);
    }
    throw error;
  }
}
