import { type Database, LockedError, open } from "web-sqlite-v2";
import type { StatusLine } from "../status-line.js";
import type { Notice } from "./notice.js";
import { keepStorageChoice, type StorageChoice } from "./storage-choice.js";

/** Milliseconds before the page says that another tab has the database; long enough for one that is just closing. */
const PATIENCE = 1_500;

/** Milliseconds that the page then waits for it: a day. */
const WAIT = 86_400_000;

/** A database, and what was chosen to have it. */
export interface OpenedDatabase {
  readonly database: Database;
  readonly choice: StorageChoice;
}

/**
 * Opens a database. Where that fails the page says why, and tries again when asked to, or in another storage; where another
 * tab has the database it waits for it meanwhile.
 *
 * @param name - of the database
 */
export async function openDatabase(
  name: string,
  choice: StorageChoice,
  status: StatusLine,
  notice: Notice,
): Promise<OpenedDatabase> {
  let storage = choice;
  for (;;) {
    status.show("opening", "Opening the database…");
    keepStorageChoice(storage);
    try {
      return { database: await open(name, { storage, lockTimeout: PATIENCE }), choice: storage };
    } catch (error) {
      status.show("failed", "");
      const next = await askOrWait(name, storage, error, notice);
      if (typeof next !== "string") return { database: next, choice: storage };
      storage = next;
    }
  }
}

/** @returns the database once another tab has given it up, or the storage to try if people are quicker */
async function askOrWait(
  name: string,
  storage: StorageChoice,
  error: unknown,
  notice: Notice,
): Promise<Database | StorageChoice> {
  const over = new AbortController();
  const answer = notice.ask(error, storage, over.signal);
  try {
    if (!(error instanceof LockedError)) return await answer;
    const waiting = open(name, { storage, lockTimeout: WAIT, signal: over.signal });
    // Where waiting fails, people still have the choice.
    const opened = waiting.catch(() => answer);
    const first = await Promise.race([opened, answer]);
    // Both may have come: the database that is not wanted any more is given up.
    if (typeof first === "string") void waiting.then((late) => late.close()).catch(() => {});
    return first;
  } finally {
    over.abort();
  }
}
