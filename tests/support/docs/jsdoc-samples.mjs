// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {import("./samples.mjs").Sample} Sample */

/** What the examples in the client's sources take for granted; on one line, since it must fit before the first of them. */
const PRELUDE = [
  `import * as client from "web-sqlite-v2";`,
  `const { deleteDatabase, environment, listDatabases, open, persist, sql, storageEstimate } = client;`,
  `const db = await open(":memory:");`,
  `await db.exec("CREATE TABLE note(id INTEGER PRIMARY KEY, text, done, created); CREATE TABLE person(name);`,
  `CREATE TABLE account(id INTEGER PRIMARY KEY, balance); CREATE TABLE book(title, author)");`,
  `const statement = await db.prepare("SELECT 1");`,
  `const file = await db.export({ as: "blob" });`,
  `const fileHandle = await (await navigator.storage.getDirectory()).getFileHandle("copy.db", { create: true });`,
  `const [table, id, onlyNew, yesterday, authors] = ["note", 1, true, "2026-01-01", ["Ada"]];`,
  `const show = (...values: unknown[]) => values;`,
].join(" ");

/** Firefox asks the user, and waits. */
const NEEDS_AN_ANSWER = /\bpersist\(\)/;

/**
 * Finds the `@example` blocks in the client's sources.
 *
 * @param {string} root folder of the work tree
 * @returns {readonly Sample[]}
 */
export function jsdocSamples(root) {
  const folder = join(root, "src/client");
  /** @type {Sample[]} */
  const samples = [];
  for (const name of readdirSync(folder).sort()) {
    const lines = readFileSync(join(folder, name), "utf8").split("\n");
    for (const [index, line] of lines.entries()) {
      if (!/^\s*\* @example$/.test(line)) continue;
      const length = lines.slice(index + 1).findIndex((next) => /^\s*\*(\/| @)/.test(next));
      const code = lines.slice(index + 1, index + 1 + length).map((next) => next.replace(/^\s*\* ?/, ""));
      samples.push({
        name: `jsdoc/${samples.length + 1}.ts`,
        title: `src/client/${name}:${index + 2}`,
        fence: { language: "ts", marker: "", heading: "", line: index + 2, code },
        prelude: { language: "ts", marker: "prelude", heading: "", line: 1, code: [PRELUDE] },
        isolation: undefined,
        isRun: !code.some((text) => NEEDS_AN_ANSWER.test(text)),
      });
    }
  }
  return samples;
}
