import { describe, expect, it } from "vitest";
import { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_RDWR } from "../../../src/fs/index.js";
import { AT_FDCWD, BAD_POINTER, createCallFixture } from "../../support/syscalls/call-fixture.js";

const REMOVEDIR = 0x200;

function fixture() {
  const calls = createCallFixture();
  const { fs } = calls;
  fs.mkdir("/d");
  fs.writeFile("/d/file", "hello");
  fs.symlink("file", "/d/link");
  return { ...calls, directory: fs.open("/d", O_DIRECTORY).fd };
}

describe("openat", () => {
  it("creates beside a directory descriptor, with the mode behind the variadic pointer", () => {
    const { call, directory, fs, text, words } = fixture();
    const fd = call("__syscall_openat", directory, text("new"), O_RDWR | O_CREAT, words(0o640));
    expect(fs.getStream(fd as number).path).toBe("/d/new");
    expect(fs.stat("/d/new").mode).toBe(0o100640);
  });

  it.each([
    ["a missing file", "missing", 0, "ENOENT"],
    ["an existing file exclusively", "file", O_CREAT | O_EXCL, "EEXIST"],
    ["a file as a directory", "file", O_DIRECTORY, "ENOTDIR"],
    ["a link without following it", "link", O_NOFOLLOW, "ELOOP"],
    ["a directory for writing", ".", O_RDWR, "EISDIR"],
    ["the empty path", "", 0, "ENOENT"],
  ])("refuses %s", (_case, path, flags, expected) => {
    const { call, directory, text, words } = fixture();
    expect(call("__syscall_openat", directory, text(path), flags, words(0o666))).toBe(expected);
  });

  it("refuses bad descriptors and pointers", () => {
    const { call, open, text } = fixture();
    expect(call("__syscall_openat", 99, text("file"), 0, 0)).toBe("EBADF");
    expect(call("__syscall_openat", open("/d/file"), text("file"), 0, 0)).toBe("ENOTDIR");
    expect(call("__syscall_openat", AT_FDCWD, BAD_POINTER, 0, 0)).toBe("EFAULT");
    expect(call("__syscall_openat", AT_FDCWD, text("/new"), O_CREAT, BAD_POINTER)).toBe("EFAULT");
  });

  it("gives EMFILE after 4096 descriptors, and works again when one is closed", () => {
    const { call, text } = fixture();
    const path = text("/d/file");
    let result = call("__syscall_openat", AT_FDCWD, path, 0, 0);
    for (let count = 0; typeof result === "number" && count < 4096; count++) {
      result = call("__syscall_openat", AT_FDCWD, path, 0, 0);
    }
    expect(result).toBe("EMFILE");
    expect(call("fd_close", 17)).toBe(0);
    expect(call("__syscall_openat", AT_FDCWD, path, 0, 0)).toBe(17);
  });
});

describe("ftruncate64", () => {
  it.each([
    [3n, 0],
    [2n ** 33n, 0],
    [-1n, "EINVAL"],
    [2n ** 60n, "EFBIG"],
  ])("answers for a length of %s", (length, expected) => {
    const { call, fs, open } = fixture();
    expect(call("__syscall_ftruncate64", open("/d/file", O_RDWR), length)).toBe(expected);
    if (expected === 0) expect(fs.stat("/d/file").size).toBe(Number(length));
    else expect(fs.readTextFile("/d/file")).toBe("hello");
  });

  it("needs a descriptor that may write", () => {
    const { call, open } = fixture();
    expect(call("__syscall_ftruncate64", open("/d/file"), 0n)).toBe("EINVAL");
    expect(call("__syscall_ftruncate64", 99, 0n)).toBe("EBADF");
  });
});

describe("mkdirat, rmdir and unlinkat", () => {
  it("make and remove names", () => {
    const { call, directory, fs, text } = fixture();
    expect(call("__syscall_mkdirat", directory, text("sub"), 0o750)).toBe(0);
    expect(fs.stat("/d/sub").mode).toBe(0o040750);
    expect(call("__syscall_unlinkat", directory, text("sub"), REMOVEDIR)).toBe(0);
    expect(call("__syscall_unlinkat", directory, text("link"), 0)).toBe(0);
    expect(call("__syscall_mkdirat", AT_FDCWD, text("/e"), 0o777)).toBe(0);
    expect(call("__syscall_rmdir", text("/e"))).toBe(0);
    expect(fs.readdir("/d")).toEqual([".", "..", "file"]);
  });

  it.each([
    ["mkdir over a file", "__syscall_mkdirat", AT_FDCWD, "/d/file", 0, "EEXIST"],
    ["mkdir without a parent", "__syscall_mkdirat", AT_FDCWD, "/no/sub", 0, "ENOENT"],
    ["unlink of a directory", "__syscall_unlinkat", AT_FDCWD, "/d", 0, "EISDIR"],
    ["rmdir of a full directory", "__syscall_unlinkat", AT_FDCWD, "/d", REMOVEDIR, "ENOTEMPTY"],
    ["rmdir of a file", "__syscall_unlinkat", AT_FDCWD, "/d/file", REMOVEDIR, "ENOTDIR"],
    ["unlink with an unknown flag", "__syscall_unlinkat", AT_FDCWD, "/d/file", 1, "EINVAL"],
    ["unlink of nothing", "__syscall_unlinkat", AT_FDCWD, "/d/no", 0, "ENOENT"],
    ["a bad descriptor", "__syscall_mkdirat", 99, "sub", 0, "EBADF"],
  ])("refuse %s", (_case, name, dirfd, path, last, expected) => {
    const { call, text } = fixture();
    expect(call(name, dirfd, text(path), last)).toBe(expected);
  });

  it("refuse to remove a full directory by rmdir", () => {
    const { call, text } = fixture();
    expect(call("__syscall_rmdir", text("/d"))).toBe("ENOTEMPTY");
    expect(call("__syscall_rmdir", text(""))).toBe("ENOENT");
  });
});

describe("readlinkat", () => {
  it.each([
    [16, 4, "file"],
    [4, 4, "file"],
    [2, 2, "fi"],
  ])("with a buffer of %d bytes writes %d and no zero", (size, length, expected) => {
    const { call, directory, heap, space, text } = fixture();
    const buffer = space(16);
    expect(call("__syscall_readlinkat", directory, text("link"), buffer, size)).toBe(length);
    expect(Buffer.from(heap.u8.subarray(buffer, buffer + length)).toString()).toBe(expected);
    expect(heap.u8[buffer + length]).toBe(0xaa);
  });

  it("refuses what is no link and no buffer", () => {
    const { call, directory, space, text } = fixture();
    const readlinkat = (path: string, buffer: number, size: number) =>
      call("__syscall_readlinkat", directory, text(path), buffer, size);
    expect(readlinkat("file", space(16), 16)).toBe("EINVAL");
    expect(readlinkat("link", space(16), 0)).toBe("EINVAL");
    expect(readlinkat("no", space(16), 16)).toBe("ENOENT");
    expect(readlinkat("link", BAD_POINTER, 16)).toBe("EFAULT");
  });
});

describe("getcwd", () => {
  it("writes the current directory in UTF-8 with its zero", () => {
    const { call, fs, heap, space } = fixture();
    fs.mkdir("/dür");
    fs.chdir("/dür");
    const buffer = space(16);
    expect(call("__syscall_getcwd", buffer, 6)).toBe(6);
    expect([...heap.u8.subarray(buffer, buffer + 7)]).toEqual([...Buffer.from("/dür\0"), 0xaa]);
    expect(call("__syscall_getcwd", buffer, 5)).toBe("ERANGE");
    expect(call("__syscall_getcwd", buffer, 0)).toBe("EINVAL");
    expect(call("__syscall_getcwd", 0, 100)).toBe("EFAULT");
  });
});
