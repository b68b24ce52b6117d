import { describe, expect, it } from "vitest";
import { StorageError } from "../../../src/base/index.js";
import { databasePath } from "../../../src/worker/database-path.js";

describe("the path of a shared database", () => {
  it.each([
    ["app.db", "/app.db"],
    ["/app.db", "/app.db"],
    ["a/b/c.db", "/a/b/c.db"],
    ["...", "/..."],
    ["file:app.db?mode=ro", "/file:app.db?mode=ro"],
    ["ü 😀%2F", "/ü 😀%2F"],
    ["x-journal/app", "/x-journal/app"],
    ["x".repeat(247), `/${"x".repeat(247)}`],
  ])("named %j is %j", (name, path) => {
    expect(databasePath(name)).toBe(path);
  });

  it.each([
    ["an empty name", "", "lack the name of a file or folder"],
    ["the root", "/", "lack the name of a file or folder"],
    ["a folder", "a/", "lack the name of a file or folder"],
    ["a folder without a name", "a//b.db", "lack the name of a file or folder"],
    ["the folder itself", "a/./b.db", 'must not lead through "."'],
    ["a parent", "a/../../b.db", 'must not lead through ".."'],
    ["a NUL", "a\0b", "NUL characters or backslashes"],
    ["a backslash", "a\\b", "NUL characters or backslashes"],
    ["a lone surrogate", "a\ud800", "lone surrogates"],
    ["a journal", "app.db-journal", "the name of a file beside a database"],
    ["a write-ahead log", "a/app.db-wal", "the name of a file beside a database"],
    ["the folder of the pools", "web-sqlite-v2/app.db", "used by the library itself"],
    ["the folder of temporary files", ".opfs-temporary/app.db", "used by the library itself"],
    ["a name that leaves no room for a journal's", "x".repeat(248), "takes 248 bytes; at most 247"],
    ["a folder's name that is too long", `${"😀".repeat(64)}/app.db`, "takes 256 bytes; at most 255"],
    ["a path that is too long", `${"folder/".repeat(150)}app.db`, "at most 1000 bytes"],
  ])("is refused for %s", (_, name, message) => {
    expect(() => databasePath(name)).toThrow(
      expect.objectContaining({
        code: "invalid-name",
        message: expect.stringContaining(message) as string,
      }) as Error,
    );
    expect(() => databasePath(name)).toThrow(StorageError);
  });
});
