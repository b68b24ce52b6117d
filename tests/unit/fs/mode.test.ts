import { describe, expect, it } from "vitest";
import * as modes from "../../../src/fs/mode.js";
import * as flags from "../../../src/fs/open-flags.js";

const { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFREG, S_IFSOCK } = modes;

describe("mode bits", () => {
  it.each([
    [S_IFREG, "isFile", "-"],
    [S_IFDIR, "isDir", "d"],
    [S_IFLNK, "isLink", "l"],
    [S_IFCHR, "isChrdev", "c"],
    [S_IFBLK, "isBlkdev", "b"],
    [S_IFIFO, "isFIFO", "p"],
    [S_IFSOCK, "isSocket", "s"],
  ] as const)("tell type 0o%o from every other, whatever the permissions", (type, name, letter) => {
    const tests = [
      modes.isFile,
      modes.isDir,
      modes.isLink,
      modes.isChrdev,
      modes.isBlkdev,
      modes.isFIFO,
      modes.isSocket,
    ];
    expect(tests.filter((test) => test(type | 0o7777)).map((test) => test.name)).toEqual([name]);
    expect(modes.modeToString(type | 0o644)).toBe(`${letter}rw-r--r--`);
  });

  it.each([
    [0o755, "?rwxr-xr-x"],
    [S_IFDIR | 0o1777, "drwxrwxrwt"],
    [S_IFDIR | 0o1776, "drwxrwxrwT"],
    [S_IFREG | 0o4755, "-rwsr-xr-x"],
    [S_IFREG | 0o6644, "-rwSr-Sr--"],
    [S_IFREG | 0o2070, "----rws---"],
    [S_IFREG, "----------"],
  ])("0o%o is spelled %s", (mode, text) => {
    expect(modes.modeToString(mode)).toBe(text);
  });
});

describe("open flags", () => {
  it("have the values of musl's generic headers", () => {
    const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_NOCTTY, O_TRUNC, O_APPEND, O_NONBLOCK } = flags;
    const { O_LARGEFILE, O_DIRECTORY, O_NOFOLLOW, O_CLOEXEC, O_PATH } = flags;
    expect([O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_NOCTTY, O_TRUNC, O_APPEND, O_NONBLOCK]).toEqual([
      0, 1, 2, 0o100, 0o200, 0o400, 0o1000, 0o2000, 0o4000,
    ]);
    expect([O_LARGEFILE, O_DIRECTORY, O_NOFOLLOW, O_CLOEXEC, O_PATH]).toEqual([
      0o100000, 0o200000, 0o400000, 0o2000000, 0o10000000,
    ]);
  });

  it.each([
    ["r", 0],
    ["r+", 2],
    ["w", 0o1101],
    ["w+", 0o1102],
    ["a", 0o2101],
    ["a+", 0o2102],
    ["wx", 0o1301],
    ["rb", 0],
    ["ab+", 0o2102],
    ["re", 0o2000000],
  ])("of fopen's %s are 0o%o", (text, expected) => {
    expect(flags.flagsFromString(text)).toBe(expected);
  });

  it.each(["", "q", "rw", "+"])("refuse fopen's mode %j", (text) => {
    expect(() => flags.flagsFromString(text)).toThrow(RangeError);
  });

  it.each([
    [flags.O_RDONLY, "r"],
    [flags.O_WRONLY, "w"],
    [flags.O_RDWR, "rw"],
    [flags.O_RDONLY | flags.O_TRUNC, "rw"],
    [flags.O_WRONLY | flags.O_CREAT, "w"],
  ])("0o%o need the permissions %s", (value, text) => {
    expect(flags.flagsToPermissionString(value)).toBe(text);
    expect(flags.permissionStringToMask(text)).toBe(flags.permissionsForFlags(value));
  });

  it("take a permission string apart", () => {
    expect(["", "r", "w", "x", "rwx", "xr"].map(flags.permissionStringToMask)).toEqual([0, 4, 2, 1, 7, 5]);
    for (const text of ["rr", "q", "r w"])
      expect(() => flags.permissionStringToMask(text)).toThrow(RangeError);
  });
});
