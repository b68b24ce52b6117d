import { type Database, open } from "web-sqlite-v2";
import type { Notice } from "./notice.js";
import type { StatusLine } from "./status-line.js";

/**
 * Opens a database. Where that fails the page says why, and tries again when asked to.
 *
 * @param name - of the database
 */
export async function openDatabase(name: string, status: StatusLine, notice: Notice): Promise<Database> {
  for (;;) {
    try {
      return await open(name);
    } catch (error) {
      status.show("failed", "");
      await notice.waitForRetry(error);
      status.show("opening", "Opening the database…");
    }
  }
}
