// @ts-check
import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const OFFICIAL = dirname(createRequire(import.meta.url).resolve("@sqlite.org/sqlite-wasm/sqlite3.wasm"));

/** What a package loads beside its script. */
const FILES = ["sqlite3.wasm", "sqlite3-opfs-async-proxy.js"];

/**
 * A package as a server has it.
 *
 * @typedef {{ name: string, folder: string, script: string }} Contestant `script`: a path in the folder
 */

/**
 * This package; the official one as it is published, not minified; and the official one minified, as applications that
 * have a bundler serve it.
 *
 * @param {string} folder where to put what has to be made
 * @returns {Promise<Contestant[]>}
 */
export async function prepareContestants(folder) {
  const minified = join(folder, "minified");
  mkdirSync(minified, { recursive: true });
  await build({
    entryPoints: [join(OFFICIAL, "index.mjs")],
    outfile: join(minified, "index.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  for (const name of FILES) copyFileSync(join(OFFICIAL, name), join(minified, name));
  return [
    { name: "ours", folder: join(ROOT, "dist"), script: "sqlite3/index.js" },
    { name: "sqlite-wasm", folder: OFFICIAL, script: "index.mjs" },
    { name: "sqlite-wasm, minified", folder: minified, script: "index.js" },
  ];
}
