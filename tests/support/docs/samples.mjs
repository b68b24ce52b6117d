// @ts-check
import { readFences } from "./fences.mjs";

/** @typedef {import("./fences.mjs").Fence} Fence */

/**
 * @typedef {object} Sample
 * @property {string} name of its module: page, number and language, such as `api/12.ts`
 * @property {string} title for people, with its line
 * @property {Fence} fence
 * @property {Fence | undefined} prelude what comes before it
 * @property {boolean | undefined} isolation whether it needs a page that is cross-origin isolated, or one that is not
 * @property {boolean} isRun
 */

/**
 * @typedef {object} PageSamples
 * @property {readonly Sample[]} samples
 * @property {ReadonlyMap<string, string>} files that the samples may fetch, by name
 */

const RUN = ["js", "ts"];

/** Languages that are not run. Whatever else stands in a fence has to be one of {@link RUN} or say here what it is. */
const NOT_RUN = ["text", "sh", "html", "http", "json", "sql", "diff"];

/**
 * Finds the samples of a page.
 *
 * @param {string} page its name in errors, without folder and ending
 * @param {string} markdown
 * @returns {PageSamples}
 * @throws Error that names the line: for a fence without a known language, and for a marker that is unknown
 */
export function readSamples(page, markdown) {
  /** @type {Sample[]} */
  const samples = [];
  /** @type {Map<string, string>} */
  const files = new Map();
  /** @type {Fence | undefined} */
  let prelude;
  for (const fence of readFences(markdown)) {
    const { language, marker, heading, line, code } = fence;
    const place = `${page}.md:${line}`;
    if (!RUN.includes(language)) {
      if (NOT_RUN.includes(language)) continue;
      throw new Error(
        `${place}: a fence must be one of ${[...RUN, ...NOT_RUN].join(", ")}, not "${language}"`,
      );
    }
    const [kind = "", rest = ""] = /^(prelude|isolated|not isolated|file|not run:|$) ?(.*)$/
      .exec(marker)
      ?.slice(1) ?? ["unknown"];
    if (kind === "unknown") throw new Error(`${place}: unknown marker "${marker}"`);
    if ((kind === "not run:" || kind === "file") !== (rest !== "")) {
      throw new Error(`${place}: "${marker}" says too little or too much`);
    }
    if (kind === "file") {
      files.set(rest, code.join("\n"));
      continue;
    }
    const standsAlone =
      kind === "prelude" || code.some((text) => /\bfrom "web-sqlite-v2"/.test(text) && /\bopen\b/.test(text));
    samples.push({
      name: `${page}/${samples.length + 1}.${language}`,
      title: `${place} ${heading}`,
      fence,
      prelude: standsAlone ? undefined : prelude,
      isolation: kind === "isolated" ? true : kind === "not isolated" ? false : undefined,
      isRun: kind !== "not run:",
    });
    if (kind === "prelude") prelude = fence;
  }
  return { samples, files };
}
