import { describe, expect, it } from "vitest";
import { StorageError } from "../../../src/base/index.js";
import { databaseFolder } from "../../../src/worker/database-folder.js";

describe("the folder of a database", () => {
  it.each([
    ["app.db", "app.db"],
    ["../secret", "..%2Fsecret"],
    ["a/b\\c", "a%2Fb%5Cc"],
    ["😀", "%F0%9F%98%80"],
    ["ü", "%C3%BC"],
    ["a%2Fb", "a%252Fb"],
    ["it's (1)*!~", "it%27s%20%281%29%2A%21%7E"],
    ["...", "..."],
    ["x".repeat(255), "x".repeat(255)],
  ])("of %j is %j", (name, folder) => {
    expect(databaseFolder(name)).toBe(folder);
  });

  it.each([
    ["an empty name", "", "must not be empty"],
    ["the folder itself", ".", '"." is not a database name'],
    ["its parent", "..", '".." is not a database name'],
    ["a NUL", "a\0b", "must not contain NUL"],
    ["a lone surrogate", "a\ud800", "lone surrogates"],
    ["300 characters", "x".repeat(300), "at most 255 bytes percent-encoded; this one takes 300"],
    ["22 emoji", "😀".repeat(22), "this one takes 264"],
  ])("is refused for %s", (_, name, message) => {
    expect(() => databaseFolder(name)).toThrow(
      expect.objectContaining({
        code: "invalid-name",
        message: expect.stringContaining(message) as string,
      }) as Error,
    );
    expect(() => databaseFolder(name)).toThrow(StorageError);
  });
});
