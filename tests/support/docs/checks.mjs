// @ts-check
/**
 * What a sample says of its values, as its last comment on a line or on lines of its own after a statement:
 *
 *     const count = await db.value("SELECT count(*) FROM note"); // → 2
 *     for (const { id } of notes) console.log(id); // → 1, 2
 *     await db.query("SELECT nothing FROM note"); // → throws { name: "SqliteError", code: "SQLITE_ERROR" }
 *     const notes = await db.query("SELECT * FROM note");
 *     // → [{ id: 1, text: "milk" },
 *     //    { id: 2, text: "bread" }]
 *
 * Of a declaration it is what is declared, of `console.log()` its arguments, as often as it is called, of other statements
 * their value. An object with `…` at its end may have more properties.
 *
 * @typedef {object} Check
 * @property {number} line in the code, from 0
 * @property {string} expected JavaScript: a list of values
 * @property {boolean} isPartial
 */

const ARROW = /^(.*?)\s*\/\/ → (.*)$/;
const CONTINUED = /^\s*\/\/ {2,}(.*)$/;

/**
 * Makes code report the values that it speaks of, to functions `$see` and `$seeThrown`. No line moves.
 *
 * @param {readonly string[]} code
 * @returns {{ readonly code: readonly string[], readonly checks: readonly Check[] }}
 * @throws Error for a comment that speaks of nothing
 */
export function withChecks(code) {
  const lines = [...code];
  /** @type {Check[]} */
  const checks = [];
  for (let index = 0; index < lines.length; index++) {
    const [, before = "", first = ""] = ARROW.exec(lines[index] ?? "") ?? [];
    if (first === "") continue;
    let expected = first;
    lines[index] = before;
    let last = index;
    for (; CONTINUED.test(lines[last + 1] ?? ""); last++) {
      expected += CONTINUED.exec(lines[last + 1] ?? "")?.[1] ?? "";
      lines[last + 1] = "";
    }
    const end = before.trim() === "" ? lastCode(lines, index) : index;
    const throws = expected.startsWith("throws ");
    report(lines, beginning(lines, end), end, checks.length, throws);
    const values = throws ? expected.slice("throws ".length) : expected;
    const isPartial = throws || /…\s*[}\]]/.test(values);
    checks.push({ line: end, expected: values.replaceAll(/,?\s*…\s*(?=[}\]])/g, ""), isPartial });
    index = last;
  }
  return { code: lines, checks };
}

/**
 * @param {readonly string[]} lines
 * @param {number} from
 */
function lastCode(lines, from) {
  let index = from - 1;
  while (index >= 0 && /^\s*$/.test(lines[index] ?? "")) index--;
  if (index < 0) throw new Error("a comment with → stands before all code");
  return index;
}

/**
 * The first line of the statement that ends in a line: the nearest above that is indented no deeper and closes nothing.
 *
 * @param {readonly string[]} lines
 * @param {number} end
 */
function beginning(lines, end) {
  const indent = /** @param {string} line */ (line) => /^ */.exec(line)?.[0].length ?? 0;
  const closes = /** @param {string} line */ (line) => /^\s*[)\]}`]/.test(line);
  if (!closes(lines[end] ?? "")) return end;
  let index = end - 1;
  const depth = indent(lines[end] ?? "");
  while (index > 0 && (indent(lines[index] ?? "") > depth || closes(lines[index] ?? ""))) index--;
  return index;
}

/**
 * @param {string[]} lines
 * @param {number} start
 * @param {number} end
 * @param {number} check
 * @param {boolean} throws
 */
function report(lines, start, end, check, throws) {
  const text = lines[start] ?? "";
  const declared = /^\s*(?:const|let) (.+?)(?:: [^=]+)? = /.exec(text)?.[1];
  const log = text.lastIndexOf("console.log(");
  if (throws) {
    lines[start] = text.replace(/^\s*/, `await $seeThrown(${check}, async () => `);
    lines[end] = (lines[end] ?? "").replace(/;\s*$/, ");");
  } else if (declared !== undefined) {
    const value = declared.startsWith("{") ? `(${declared})` : declared;
    lines[end] = `${lines[end]} $see(${check}, ${value});`;
  } else if (log >= 0) {
    lines[start] = `${text.slice(0, log)}$see(${check}, ${text.slice(log + "console.log(".length)}`;
  } else {
    lines[start] = text.replace(/^(\s*)/, `$1$see(${check}, `);
    lines[end] = (lines[end] ?? "").replace(/;\s*$/, ");");
  }
}
