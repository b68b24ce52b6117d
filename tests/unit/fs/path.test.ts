import * as posix from "node:path/posix";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFs, PATH } from "../../../src/fs/index.js";

const path = fc
  .array(fc.constantFrom("a", "b.txt", ".", "..", "/", "//", ".hidden", "c.tar.gz"), { maxLength: 8 })
  .map((parts) => parts.join(""));

describe("PATH", () => {
  it("normalizes, splits and joins as Node's posix paths do", () => {
    fc.assert(
      fc.property(path, path, (first, second) => {
        expect(PATH.normalize(first)).toBe(posix.normalize(first));
        expect(PATH.isAbsolute(first)).toBe(posix.isAbsolute(first));
        expect(PATH.join(first, second)).toBe(posix.join(first, second));
      }),
      { numRuns: 2_000 },
    );
  });

  // The table of dirname(3) and basename(3).
  it.each([
    ["/usr/lib", "/usr", "lib"],
    ["/usr/", "/", "usr"],
    ["usr", ".", "usr"],
    ["/", "/", "/"],
    ["//", "/", "/"],
    [".", ".", "."],
    ["..", ".", ".."],
    ["", ".", "."],
    ["a//b//", "a", "b"],
    ["//a", "/", "a"],
  ])("%j has the directory %j and the base name %j", (whole, directory, base) => {
    expect(PATH.dirname(whole)).toBe(directory);
    expect(PATH.basename(whole)).toBe(base);
  });

  it.each([
    ["/a/b/c.tar.gz", ["/", "a/b/", "c.tar.gz", ".gz"]],
    ["c.txt", ["", "", "c.txt", ".txt"]],
    ["/.hidden", ["/", "", ".hidden", ""]],
    ["a/..", ["", "a/", "..", ""]],
    ["/", ["/", "", "", ""]],
    ["", ["", "", "", ""]],
    ["a/b/", ["", "a/", "b", ""]],
  ])("%j splits into %j", (whole, parts) => {
    expect(PATH.splitPath(whole)).toEqual(parts);
  });
});

describe("PATH_FS", () => {
  it("resolves and relates as Node's posix paths do, from the current directory", () => {
    const fs = createFs();
    fs.mkdirTree("/home/me");
    fs.chdir("/home/me");
    fc.assert(
      fc.property(path, path, (first, second) => {
        expect(fs.PATH_FS.resolve(first, second)).toBe(posix.resolve("/home/me", first, second));
        const [from, to] = [posix.resolve("/home/me", first), posix.resolve("/home/me", second)];
        expect(fs.PATH_FS.relative(first, second)).toBe(posix.relative(from, to));
      }),
      { numRuns: 2_000 },
    );
  });

  it("knows when the current directory is gone", () => {
    const fs = createFs();
    fs.mkdir("/gone");
    fs.chdir("/gone");
    fs.rmdir("/gone");
    expect(() => fs.PATH_FS.resolve("a")).toThrow("ENOENT");
    expect(fs.PATH_FS.resolve("/a", "b")).toBe("/a/b");
  });
});
