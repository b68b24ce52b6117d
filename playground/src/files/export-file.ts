import type { Database } from "web-sqlite-v2";
import { createElement } from "../find-element.js";
import { formatBytes, formatDuration } from "../format-number.js";
import type { StatusLine } from "../status-line.js";

/** Milliseconds after which the browser has surely begun to save a file. */
const SAVING = 60_000;

/**
 * Has the browser save the database as a file, with a progress bar.
 *
 * @param name - of the file
 * @returns what to say
 * @throws what the export fails with, and an AbortError where people stop it
 */
export async function exportFile(database: Database, name: string, status: StatusLine): Promise<string> {
  const begin = performance.now();
  const signal = status.begin("copying", "Exporting the database…");
  const blob = await database.export({
    as: "blob",
    signal,
    onProgress: ({ phase, done, total }) => {
      const verb = phase === "copy" ? "Copying" : "Reading";
      const size = total === null ? "" : ` of ${formatBytes(total)}`;
      status.showProgress(done, total, `${verb}: ${formatBytes(done)}${size}`);
    },
  });
  const link = createElement("a", "");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SAVING);
  return `Exported as ${name}, ${formatBytes(blob.size)} · ${formatDuration(performance.now() - begin)}`;
}
