// @ts-check
/** `npm run size`: how much JavaScript a page downloads, against what it may be at most. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { isMain, ROOT } from "./run-command.mjs";

/**
 * What a script loads before it runs: itself, and what it imports other than by `import()`.
 *
 * @param {string} file
 * @param {Set<string>} found
 */
export function loadedWith(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name] of readFileSync(file, "utf8").matchAll(/\b(?:from|import)\s*"(\.[^"]+)"/g)) {
    if (name !== undefined) loadedWith(join(dirname(file), name), found);
  }
  return found;
}

/**
 * Scripts that are loaded together, and their targets in kilobytes of 1,000 bytes, minified and gzipped; the wasm is SQLite's own
 * and has none.
 *
 * @returns {Promise<{ files: readonly [string, ...string[]], kilobytes: number }[]>}
 */
async function targets() {
  return [
    { files: ["dist/client/index.js"], kilobytes: 15 },
    // Loaded when a copy of a database, an SQL function or the like is first asked for.
    { files: ["dist/client/extras.js"], kilobytes: 3 },
    { files: ["dist/worker/index.js"], kilobytes: 40 },
    { files: ["dist/worker/opfs.js"], kilobytes: 40 },
    // Loaded when an export, an import, a function or the like is first asked for.
    { files: ["dist/worker/extras.js"], kilobytes: 20 },
    { files: ["dist/worker/async-proxy/index.js"], kilobytes: 10 },
    {
      files: ["dist/sqlite3/index.js", "dist/sqlite3/start.js"],
      kilobytes: PART_OF_OFFICIAL * (await officialKilobytes()),
    },
  ];
}

/** How much of the official package's JavaScript the namespace may have. */
const PART_OF_OFFICIAL = 0.75;

/** @returns {Promise<number>} what the official package's JavaScript has, minified as ours is and gzipped */
async function officialKilobytes() {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    stdin: { contents: 'export { default } from "@sqlite.org/sqlite-wasm";', resolveDir: ROOT },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });
  return measure(outputFiles[0]?.contents ?? new Uint8Array(), 0).gzipped;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} kilobytes
 */
export function measure(bytes, kilobytes) {
  const gzipped = gzipSync(bytes, { level: 9 }).length / 1000;
  return { minified: bytes.length / 1000, gzipped, isOver: gzipped > kilobytes };
}

async function main() {
  const groups = await targets();
  const missing = groups.flatMap(({ files }) => files.filter((file) => !existsSync(join(ROOT, file))));
  if (missing.length > 0) {
    console.error(`${missing.join(" and ")} cannot be measured before "npm run build".`);
    process.exit(1);
  }
  console.log("file                                minified    gzipped    at most");
  for (const { files, kilobytes } of groups) {
    const [file] = files;
    const found = new Set(files.flatMap((entry) => [...loadedWith(join(ROOT, entry))]));
    const { minified, gzipped, isOver } = measure(
      Buffer.concat([...found].map((path) => readFileSync(path))),
      kilobytes,
    );
    const columns = [minified, gzipped, kilobytes]
      .map((number) => number.toFixed(1))
      .map((text) => `${text} KB`.padStart(10));
    console.log(`${file.padEnd(34)}${columns.join(" ")}${isOver ? "  TOO BIG" : ""}`);
    if (isOver) process.exitCode = 1;
  }
}

if (isMain(import.meta.url)) await main();
