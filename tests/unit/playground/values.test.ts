import { describe, expect, it } from "vitest";
import { parseCsv } from "../../../playground/src/data-set/parse-csv.js";
import { formatDuration } from "../../../playground/src/format-number.js";
import { compareValues } from "../../../playground/src/results/compare-values.js";
import {
  cellText,
  copyText,
  storageClass,
  valueDetails,
} from "../../../playground/src/results/describe-value.js";

describe("a cell", () => {
  it.each([
    ["NULL", null, "null", "NULL"],
    ["a number", 1.5, "real", "1.5"],
    ["an integer beyond 2^53", 9007199254740993n, "integer", "9007199254740993"],
    ["a text with line ends and NUL", "a\r\nb\nc\0d", "text", "a⏎b⏎c␀d"],
    ["a text that is too long", "x".repeat(1000), "text", `${"x".repeat(200)}…`],
    ["a blob", Uint8Array.of(0, 255), "blob", "x'00ff' 2 bytes"],
    ["a blob that is too long", new Uint8Array(1000), "blob", `x'${"00".repeat(16)}…' 1,000 bytes`],
  ])("shows %s", (_, value, type, text) => {
    expect([storageClass(value), cellText(value)]).toEqual([type, text]);
  });
});

describe("a value at full length", () => {
  it.each([
    ["is a text with its line ends", "a\nb", "text, 3 characters", "a\nb"],
    [
      "is a hex dump of a blob",
      Uint8Array.of(0x53, 0x51, 0),
      "blob, 3 bytes",
      `000000  53 51 00${" ".repeat(41)}SQ.`,
    ],
    [
      "is cut where browsers become slow",
      new Uint8Array(20_000),
      "blob, 20,000 bytes, the first 16384 shown",
      /003ff0 /,
    ],
    ["is NULL", null, "null", "NULL"],
  ])("%s", (_, value, about, text) => {
    const details = valueDetails(value);
    expect(details.about).toBe(about);
    expect(details.text).toMatch(text);
  });
});

it("copies values whole: texts as they are, blobs as SQL writes them, nothing for NULL", () => {
  const long = "x".repeat(1000);
  expect([long, 2n ** 60n, Uint8Array.of(0, 255), null].map(copyText)).toEqual([
    long,
    "1152921504606846976",
    "x'00ff'",
    "",
  ]);
});

it("sorts values as SQLite does", () => {
  const sorted = [null, -1.5, 1, 2n, 9007199254740993n, "", "a", "b", new Uint8Array(0), Uint8Array.of(1)];
  expect(sorted.toReversed().sort(compareValues)).toEqual(sorted);
});

describe("comma-separated text", () => {
  it.each([
    [
      "with a line end at the end",
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "without one",
      "a,b\r\n1,",
      [
        ["a", "b"],
        ["1", ""],
      ],
    ],
    ["with quotes", '"x, ""y""\nz",2', [['x, "y"\nz', "2"]]],
    ["that is empty", "", []],
  ])("%s is split", (_, text, lines) => {
    expect(parseCsv(text)).toEqual(lines);
  });

  it.each(['"open', '"a"b,c', 'a"b'])("%s is refused", (text) => {
    expect(() => parseCsv(text)).toThrow(RangeError);
  });
});

it.each([
  [0.04, "0 ms"],
  [4.23, "4.2 ms"],
  [340.4, "340 ms"],
  [2149, "2.1 s"],
])("%d milliseconds read as %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
