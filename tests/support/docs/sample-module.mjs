// @ts-check
import { withChecks } from "./checks.mjs";

/** @typedef {import("./samples.mjs").Sample} Sample */

/** What samples get in place of the package while they run, and what they report to. */
const RECORDED = "/tests/browser/docs/recorded.ts";
const SEEN = "/tests/browser/docs/seen.ts";

/** @param {readonly string[]} code @returns the number of lines that are imports */
function importLines(code) {
  const firstOther = code.findIndex((line) => !/^(import .* from .*;|import ".*";)?$/.test(line));
  return firstOther < 0 ? code.length : firstOther;
}

/**
 * Puts the code of a sample where it stands on its page, line by line, with its prelude where that stands.
 *
 * @param {Sample} sample
 * @param {readonly string[]} code of the sample
 * @param {readonly string[]} ending
 */
function place({ fence, prelude }, code, ending) {
  /** @type {string[]} */
  const lines = new Array(fence.line - 1).fill("");
  if (prelude !== undefined) {
    for (const [index, line] of prelude.code.entries()) lines[prelude.line - 1 + index] = line;
  }
  // A block, so that it may use names that its prelude has.
  const imports = importLines(code);
  lines.push(
    ...code.slice(0, imports),
    `{ ${code[imports] ?? ""}`,
    ...code.slice(imports + 1),
    "}",
    ...ending,
  );
  return lines;
}

/**
 * The module that is checked for its types: as the page has it.
 *
 * @param {Sample} sample
 */
export function typedModule(sample) {
  return place(sample, sample.fence.code, ["export {};"]).join("\n");
}

/**
 * The module that is run. It exports what its comments expect.
 *
 * @param {Sample} sample
 */
export function runnableModule(sample) {
  const { code, checks } = withChecks(sample.fence.code);
  const expected = checks.map(
    ({ line, expected: values, isPartial }) =>
      `{ line: ${sample.fence.line + line}, isPartial: ${isPartial}, values: () => [${values}] }`,
  );
  const lines = place(sample, code, [`export const expected = [${expected.join(", ")}];`]);
  const module = lines.join("\n").replaceAll('from "web-sqlite-v2"', `from "${RECORDED}"`);
  return `import { see as $see, seeThrown as $seeThrown } from "${SEEN}"; ${module}`;
}
