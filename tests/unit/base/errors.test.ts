import { describe, expect, it } from "vitest";
import {
  EngineError,
  Errno,
  errnoName,
  FsError,
  SqliteError,
  StorageError,
} from "../../../src/base/index.js";

describe("error classes", () => {
  it("name errno numbers as WASI does", () => {
    expect(Errno.ENOENT).toBe(44);
    expect(errnoName(44)).toBe("ENOENT");
    expect(errnoName(999)).toBeUndefined();
    expect(new FsError(Errno.EACCES, "/a")).toMatchObject({
      name: "FsError",
      code: "EACCES",
      errno: 2,
      message: "EACCES: /a",
    });
  });

  it("carry SQLite's codes, where in the text, and the cause", () => {
    const cause = new StorageError("quota", "no room");
    const init = { code: "SQLITE_FULL", resultCode: 13, extendedResultCode: 13 };
    expect(new SqliteError("full", init)).toMatchObject({ ...init, name: "SqliteError", offset: -1 });
    expect(new SqliteError("full", { ...init, offset: 3, sql: "x", cause })).toMatchObject({
      offset: 3,
      sql: "x",
      cause,
    });
    expect(new SqliteError("full", init)).not.toHaveProperty("cause");
  });

  it("are told apart by name and code", () => {
    expect(new EngineError("abort", "x")).toMatchObject({ name: "EngineError", code: "abort" });
    expect(new StorageError("locked", "x")).toMatchObject({ name: "StorageError", code: "locked" });
  });
});
