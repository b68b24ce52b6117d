// @ts-check
/** `npm run size`: how much JavaScript a page downloads, against what it may be at most. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
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

/** Targets in kilobytes of 1,000 bytes, minified and gzipped; the wasm is SQLite's own and has none. */
const TARGETS = [
  { file: "dist/client/index.js", kilobytes: 15 },
  { file: "dist/worker/index.js", kilobytes: 40 },
  { file: "dist/worker/opfs.js", kilobytes: 40 },
  // Loaded when an export, an import, a function or the like is first asked for.
  { file: "dist/worker/extras.js", kilobytes: 20 },
  { file: "dist/worker/async-proxy/index.js", kilobytes: 10 },
  // Three quarters of what the official package's JavaScript has.
  { file: "dist/sqlite3/index.js", kilobytes: 50.4 },
];

/**
 * @param {Uint8Array} bytes
 * @param {number} kilobytes
 */
export function measure(bytes, kilobytes) {
  const gzipped = gzipSync(bytes, { level: 9 }).length / 1000;
  return { minified: bytes.length / 1000, gzipped, isOver: gzipped > kilobytes };
}

function main() {
  const missing = TARGETS.filter(({ file }) => !existsSync(join(ROOT, file)));
  if (missing.length > 0) {
    console.error(
      `${missing.map(({ file }) => file).join(" and ")} cannot be measured before "npm run build".`,
    );
    process.exit(1);
  }
  console.log("file                                minified    gzipped    at most");
  for (const { file, kilobytes } of TARGETS) {
    const { minified, gzipped, isOver } = measure(
      Buffer.concat([...loadedWith(join(ROOT, file))].map((path) => readFileSync(path))),
      kilobytes,
    );
    const columns = [minified.toFixed(1), gzipped.toFixed(1), String(kilobytes)].map((text) =>
      `${text} KB`.padStart(10),
    );
    console.log(`${file.padEnd(34)}${columns.join(" ")}${isOver ? "  TOO BIG" : ""}`);
    if (isOver) process.exitCode = 1;
  }
}

if (isMain(import.meta.url)) main();
