import { recipe } from "./recipes.js";

/** The files of the application of docs/recipes.md, by their names. */
export const APPLICATION: Readonly<Record<string, string>> = Object.fromEntries(
  ["index.html", "main.js", "sqlite3-worker.js"].map((name) => [name, recipe(name)]),
);

/**
 * The application as browsers load it without a bundler.
 *
 * @param importMap - for the page
 * @param workerImport - in place of the worker's own import
 */
export function unbundled(importMap: string, workerImport: string): Readonly<Record<string, string>> {
  return {
    "index.html": recipe("index.html").replace("<script", `${importMap}<script`),
    "main.js": recipe("main.js"),
    "sqlite3-worker.js": recipe("sqlite3-worker.js").replace(/^import .*\n/, workerImport),
  };
}
