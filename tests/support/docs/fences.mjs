// @ts-check
/**
 * What a comment `<!-- sample: … -->` before a fence says of it:
 * - `prelude`: it begins all fences after it, up to the next prelude, but those that import from the package themselves
 * - `isolated`, `not isolated`: it needs a page that is cross-origin isolated, or one that is not
 * - `file NAME`: it is a file beside the samples, which they may fetch; not a sample itself
 * - `not run: REASON`: it is checked for its types only
 *
 * @typedef {object} Fence
 * @property {string} language
 * @property {string} marker what the comment says; empty where there is none
 * @property {string} heading of the section that it is in
 * @property {number} line of its first line of code, from 1
 * @property {readonly string[]} code lines
 */

const MARKER = /^<!-- sample: (.+) -->$/;

/**
 * Finds the fences of a page.
 *
 * @param {string} markdown
 * @returns {readonly Fence[]}
 * @throws Error for a marker that stands before nothing, and a fence that does not end
 */
export function readFences(markdown) {
  /** @type {Fence[]} */
  const fences = [];
  const lines = markdown.split("\n");
  let heading = "";
  let marker = "";
  for (let index = 0; index < lines.length; index++) {
    const line = /** @type {string} */ (lines[index]);
    const opening = /^(`{3,})(\S*)/.exec(line);
    if (opening !== null) {
      const [, ticks = "", language = ""] = opening;
      const end = lines.indexOf(ticks, index + 1);
      if (end < 0) throw new Error(`line ${index + 1}: the fence does not end`);
      fences.push({ language, marker, heading, line: index + 2, code: lines.slice(index + 1, end) });
      marker = "";
      index = end;
    } else if (line !== "") {
      if (marker !== "") throw new Error(`line ${index + 1}: "${marker}" stands before no fence`);
      marker = MARKER.exec(line)?.[1] ?? "";
      heading = /^#+ (.*)/.exec(line)?.[1] ?? heading;
    }
  }
  return fences;
}
