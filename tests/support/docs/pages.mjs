// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { jsdocSamples } from "./jsdoc-samples.mjs";
import { readSamples } from "./samples.mjs";

/** @typedef {import("./samples.mjs").PageSamples} PageSamples */

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Pages whose samples are run elsewhere. */
const ELSEWHERE = ["recipes.md"];

/** @returns {readonly string[]} paths from the root of the pages whose samples are run here */
export function samplePages() {
  const pages = readdirSync(join(ROOT, "docs")).filter(
    (file) => file.endsWith(".md") && !ELSEWHERE.includes(file),
  );
  return ["README.md", ...pages.sort().map((file) => `docs/${file}`)];
}

/**
 * Reads the samples of all pages, as they are now; those in the client's sources count as the page `jsdoc`.
 *
 * @returns {ReadonlyMap<string, PageSamples>} by the name of the page, without folder and ending
 * @throws Error for a fence that is not in order
 */
export function readPages() {
  const pages = new Map(
    samplePages().map((path) => {
      const name = path.replace(/^docs\//, "").replace(/\.md$/, "");
      return [name, readSamples(name, readFileSync(join(ROOT, path), "utf8"))];
    }),
  );
  const files = pages.get("api")?.files ?? new Map();
  return pages.set("jsdoc", { samples: jsdocSamples(ROOT), files });
}
