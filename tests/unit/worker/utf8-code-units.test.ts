import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeUtf8, encodeUtf8 } from "../../../src/base/index.js";
import { countCodeUnits } from "../../../src/worker/utf8-code-units.js";

/** Only what is well-formed comes back the same from decoding and encoding. */
function expected(bytes: Uint8Array): number {
  const text = decodeUtf8(bytes);
  return Buffer.compare(encodeUtf8(text), bytes) === 0 ? text.length : -1;
}

function count(bytes: Uint8Array): number {
  return countCodeUnits(bytes, 0, bytes.length);
}

describe("counting the code units of UTF-8", () => {
  it("agrees with TextDecoder on every sequence of up to two bytes, and on each lead with edge continuations", () => {
    const edges = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff];
    const wrong: number[][] = [];
    const check = (...bytes: number[]) => {
      if (count(Uint8Array.from(bytes)) !== expected(Uint8Array.from(bytes))) wrong.push(bytes);
    };
    for (let lead = 0; lead < 256; lead++) {
      check(lead);
      for (let second = 0; second < 256; second++) check(lead, second);
      for (const second of edges) {
        for (const third of edges) {
          check(lead, second, third);
          for (const fourth of edges) check(lead, second, third, fourth);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("agrees with TextDecoder on texts, whole and cut anywhere", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(), (text, cut) => {
        const bytes = new TextEncoder().encode(text);
        const part = bytes.subarray(0, cut % (bytes.length + 1));
        expect(count(bytes)).toBe(expected(bytes));
        expect(count(part)).toBe(expected(part));
      }),
      { numRuns: 500 },
    );
  });

  it("counts only between its bounds", () => {
    const bytes = new TextEncoder().encode("aü😀b");
    expect(countCodeUnits(bytes, 1, bytes.length - 1)).toBe(3);
    expect(countCodeUnits(bytes, 1, bytes.length - 2)).toBe(-1);
  });
});
