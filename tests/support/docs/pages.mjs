// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSamples } from "./samples.mjs";

/** @typedef {import("./samples.mjs").PageSamples} PageSamples */

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Pages whose samples are run elsewhere. */
const ELSEWHERE = ["recipes.md", "migrating-from-sqlite-wasm.md"];

/** @returns {readonly string[]} paths from the root of the pages whose samples are run here */
export function samplePages() {
  const pages = readdirSync(join(ROOT, "docs")).filter(
    (file) => file.endsWith(".md") && !ELSEWHERE.includes(file),
  );
  return ["README.md", ...pages.sort().map((file) => `docs/${file}`)];
}

/**
 * Reads the samples of all pages, as they are now.
 *
 * @returns {ReadonlyMap<string, PageSamples>} by the name of the page, without folder and ending
 * @throws Error for a fence that is not in order
 */
export function readPages() {
  return new Map(
    samplePages().map((path) => {
      const name = path.replace(/^docs\//, "").replace(/\.md$/, "");
      return [name, readSamples(name, readFileSync(join(ROOT, path), "utf8"))];
    }),
  );
}
