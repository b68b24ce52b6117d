import { Database } from "../oo1/index.js";
import type { Engine } from "../engine/index.js";

/**
 * What most databases do first, in pieces of some milliseconds: browsers compile a function of wasm when it is first called,
 * and that takes most of the time of a database's first statements.
 */
const PIECES = [
  "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c REAL)",
  "INSERT INTO t VALUES (1, 'x', 0.5), (2, NULL, 2)",
  "SELECT b, count(*) FROM t WHERE a > 0 GROUP BY b ORDER BY b",
  "BEGIN; UPDATE t SET c = c + 1 WHERE a = 1; COMMIT",
];

/**
 * Has the browser compile what a database will need, while the storage is opened, which is waiting for most of the time.
 *
 * @param pause - lets others go on between two pieces
 * @param isOver - whether nobody waits any more
 */
export async function warmUp(
  { capi }: Engine,
  pause: () => Promise<void>,
  isOver: () => boolean,
): Promise<void> {
  const db = new Database(capi);
  try {
    for (const sql of PIECES) {
      await pause();
      if (isOver()) break;
      db.exec(sql);
    }
  } finally {
    db.close();
  }
}
