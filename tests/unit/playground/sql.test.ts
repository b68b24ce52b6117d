import { describe, expect, it } from "vitest";
import { errorRange } from "../../../playground/src/sql/error-range.js";
import { splitStatements } from "../../../playground/src/sql/split-statements.js";
import { readTokens } from "../../../playground/src/sql/tokens.js";

const TRIGGER =
  "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; SELECT CASE 1 WHEN 1 THEN 2 END; END";

describe("splitting a script", () => {
  it.each<[string, string, string[]]>([
    ["nothing", "", []],
    ["white space, comments and semicolons alone", " ;; -- nothing; here\n/* or; here */;", []],
    ["a statement without a semicolon", "SELECT 1", ["SELECT 1"]],
    ["two statements", "SELECT 1; SELECT 2;", ["SELECT 1", "SELECT 2"]],
    [
      "semicolons in literals",
      'SELECT \';\', "a;"";", [;], `;`; SELECT 2',
      ['SELECT \';\', "a;"";", [;], `;`', "SELECT 2"],
    ],
    ["doubled quotes", "SELECT 'it''s; fine'; SELECT 2", ["SELECT 'it''s; fine'", "SELECT 2"]],
    ["a literal that is not closed", "SELECT 'open; SELECT 2", ["SELECT 'open; SELECT 2"]],
    ["a comment that is not closed", "SELECT 1; /* open; SELECT 2", ["SELECT 1"]],
    [
      "a comment within a statement",
      "SELECT 1 -- one; \n + 1; SELECT 2",
      ["SELECT 1 -- one; \n + 1", "SELECT 2"],
    ],
    ["a trigger", `${TRIGGER}; SELECT 2`, [TRIGGER, "SELECT 2"]],
    [
      "an explained trigger",
      `explain query plan ${TRIGGER}; SELECT 2`,
      [`explain query plan ${TRIGGER}`, "SELECT 2"],
    ],
    [
      "a table called trigger",
      "CREATE TABLE trigger_log (x); SELECT 2",
      ["CREATE TABLE trigger_log (x)", "SELECT 2"],
    ],
    ["names beyond ASCII", "SELECT 1 AS größe; SELECT 2", ["SELECT 1 AS größe", "SELECT 2"]],
  ])("%s", (_, script, expected) => {
    const statements = splitStatements(script);
    expect(statements.map(({ sql }) => sql)).toEqual(expected);
    for (const { sql, start } of statements) expect(script.startsWith(sql, start)).toBe(true);
  });

  it("leaves no character out", () => {
    const script = `${TRIGGER}; SELECT 'x' || "y", 1.5e3 /* z */ -- end\n;`;
    expect([...readTokens(script)].map(({ text }) => text).join("")).toBe(script);
  });
});

describe("the range of an error", () => {
  it.each<[string, string, number, string | undefined]>([
    ["is the token at the offset", "SELECT nme FROM t", 7, "nme"],
    ["is a whole literal", "SELECT 1 'a b' 2", 9, "'a b'"],
    ["is the last token where the statement ends too early", "SELECT * FROM  ", 15, "FROM"],
    ["is unknown where the offset is", "SELECT 1", -1, undefined],
    ["is unknown where there is no token", " -- nothing", 0, undefined],
  ])("%s", (_, sql, offset, expected) => {
    const range = errorRange(sql, offset);
    expect(range && sql.slice(range.from, range.to)).toBe(expected);
  });
});
