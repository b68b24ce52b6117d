import type { Durability } from "web-sqlite-v2";
import { Random } from "./random.js";

/** What one connection of a crash test does between its opening and its end. */
export interface Life {
  readonly durability: Durability;
  /** SQL that is run first. */
  readonly pragmas: string;
  /** Milliseconds that it writes. */
  readonly duration: number;
  /**
   * - `kill`: killed while it writes
   * - `kill-twice`: and so is the one that comes next, while it opens the database and recovers it
   * - `close`: not killed but closed
   */
  readonly end: "kill" | "kill-twice" | "close";
}

/** Few pages in the cache make large transactions reach the file before they are committed. */
const SMALL_CACHE = "PRAGMA cache_size = 4";

/**
 * Says how a connection lives. All its commits survive the end of worker and browser, whatever the journal.
 *
 * @param index - the how manieth life of the database
 * @param longest - milliseconds
 */
export function planLife(seed: number, index: number, longest: number): Life {
  const random = new Random(seed, index, longest);
  const journal = random.pick(["", "", "", "DELETE", "TRUNCATE", "PERSIST"]);
  return {
    durability: random.pick(["full", "relaxed"]),
    pragmas: [
      journal === "" ? "PRAGMA wal_autocheckpoint = 20" : `PRAGMA journal_mode = ${journal}`,
      random.below(2) === 0 ? "" : SMALL_CACHE,
    ].join("; "),
    duration: random.below(longest),
    end: random.pick(["kill", "kill", "kill", "kill", "kill", "kill", "kill-twice", "close"]),
  };
}
