import type { Database } from "web-sqlite-v2";
import { formatBytes, formatDuration } from "../format-number.js";
import type { StatusLine } from "../status-line.js";

/**
 * Replaces the database by a file, with a progress bar.
 *
 * @returns what to say after what is in it, for example `"imported from a.db, 12 MB · 340 ms"`
 * @throws what the import fails with, and an AbortError where people stop it; the database then is what it was
 */
export async function importFile(database: Database, file: File, status: StatusLine): Promise<string> {
  const begin = performance.now();
  const signal = status.begin("copying", `Importing ${file.name}…`);
  await database.import(file, {
    signal,
    onProgress: ({ phase, done }) => {
      const text = phase === "check" ? "Checking…" : `${formatBytes(done)} of ${formatBytes(file.size)}`;
      status.showProgress(done, phase === "check" ? null : file.size, text);
    },
  });
  const duration = formatDuration(performance.now() - begin);
  return `imported from ${file.name}, ${formatBytes(file.size)} · ${duration}`;
}
