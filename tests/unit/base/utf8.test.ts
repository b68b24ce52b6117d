import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeUtf8, encodeUtf8, encodeUtf8Into, utf8Length } from "../../../src/base/index.js";

const anyString = fc.string({ unit: "binary" });

describe("UTF-8", () => {
  it("counts the bytes that encoding gives, for any string", () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect(utf8Length(text)).toBe(encodeUtf8(text).length);
      }),
    );
  });

  it.each([
    ["a lone high surrogate", "a\ud83d", 4],
    ["a lone low surrogate", "\ude00b", 4],
    ["a high surrogate before another pair", "\ud83d\ud83d\ude00", 7],
  ])("counts three bytes for %s", (_, text, length) => {
    expect(utf8Length(text)).toBe(length);
    expect(encodeUtf8(text)).toHaveLength(length);
  });

  it("keeps a byte order mark", () => {
    expect(decodeUtf8(encodeUtf8("\ufeffa"))).toBe("\ufeffa");
  });

  it("never writes half a character", () => {
    const target = new Uint8Array(3);
    expect(encodeUtf8Into("aé€", target)).toEqual({ read: 2, written: 3 });
  });
});
