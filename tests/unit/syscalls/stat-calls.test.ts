import { describe, expect, it } from "vitest";
import type { Stat } from "../../../src/fs/index.js";
import { AT_FDCWD, BAD_POINTER, createCallFixture } from "../../support/syscalls/call-fixture.js";

const STAT_SIZE = 96;
const SYMLINK_NOFOLLOW = 0x100;
const EMPTY_PATH = 0x1000;

/** The 96 bytes that C expects for a stat, drawn from the header and not from the code under test. */
function statBytes(stat: Stat): Uint8Array {
  const view = new DataView(new ArrayBuffer(STAT_SIZE));
  const words = [stat.dev, stat.mode, stat.nlink, stat.uid, stat.gid, stat.rdev];
  words.forEach((word, index) => {
    view.setUint32(index * 4, word, true);
  });
  view.setBigInt64(24, BigInt(stat.size), true);
  view.setInt32(32, stat.blksize, true);
  view.setInt32(36, Math.min(stat.blocks, 2 ** 31 - 1), true);
  [stat.atime, stat.mtime, stat.ctime].forEach((time, index) => {
    view.setBigInt64(40 + index * 16, BigInt(time.seconds), true);
    view.setInt32(48 + index * 16, time.nanoseconds, true);
  });
  view.setBigUint64(88, BigInt(stat.ino), true);
  return new Uint8Array(view.buffer);
}

function fixture() {
  const calls = createCallFixture();
  const { fs } = calls;
  fs.mkdir("/d");
  fs.writeFile("/d/file", "hello", { mode: 0o640 });
  fs.chown("/d/file", 1000, 2000);
  fs.symlink("file", "/d/link");
  fs.utime(
    "/d/file",
    { seconds: -12_345_678_901, nanoseconds: 1 },
    { seconds: 2 ** 40, nanoseconds: 999_999_999 },
  );
  return calls;
}

describe("stat calls", () => {
  it.each([
    ["__syscall_stat64", "/d/link", "/d/file"],
    ["__syscall_lstat64", "/d/link", undefined],
    ["__syscall_stat64", "/d", "/d"],
    ["__syscall_lstat64", "/dev/null", "/dev/null"],
  ])("%s writes every byte of struct stat for %s", (name, path, followed) => {
    const { call, fs, heap, space, text } = fixture();
    const buffer = space(STAT_SIZE);
    expect(call(name, text(path), buffer)).toBe(0);
    const stat = followed === undefined ? fs.lstat(path) : fs.stat(followed);
    expect(heap.copyOut(buffer as never, STAT_SIZE)).toEqual(statBytes(stat));
  });

  it("writes nothing past the struct", () => {
    const { call, heap, space, text } = fixture();
    const buffer = space(STAT_SIZE + 8);
    call("__syscall_stat64", text("/d/file"), buffer);
    expect([...heap.u8.subarray(buffer + STAT_SIZE, buffer + STAT_SIZE + 8)]).toEqual(Array(8).fill(0xaa));
  });

  it.each([4, 6.5, 1024].map((gigabytes) => [gigabytes]))("keeps a size of %d GiB", (gigabytes) => {
    const { call, fs, heap, open, space } = fixture();
    fs.truncate("/d/file", gigabytes * 2 ** 30 + 1);
    const buffer = space(STAT_SIZE);
    expect(call("__syscall_fstat64", open("/d/file"), buffer)).toBe(0);
    expect(heap.peekI64((buffer + 24) as never)).toBe(BigInt(gigabytes * 2 ** 30 + 1));
    expect(heap.copyOut(buffer as never, STAT_SIZE)).toEqual(statBytes(fs.stat("/d/file")));
  });

  it.each([
    ["a name beside a directory descriptor", "/d", "link", 0, "/d/file"],
    ["the link itself", "/d", "link", SYMLINK_NOFOLLOW, "/d/link"],
    ["the descriptor, for the empty path", "/d/file", "", EMPTY_PATH, "/d/file"],
    ["an absolute path, whatever the descriptor", "/d/file", "/d", 0, "/d"],
  ])("newfstatat finds %s", (_case, opened, path, flags, expected) => {
    const { call, fs, heap, open, space, text } = fixture();
    const buffer = space(STAT_SIZE);
    expect(call("__syscall_newfstatat", open(opened), text(path), buffer, flags)).toBe(0);
    expect(heap.copyOut(buffer as never, STAT_SIZE)).toEqual(statBytes(fs.lstat(expected)));
  });

  it("newfstatat with an empty path and AT_FDCWD means the current directory", () => {
    const { call, fs, heap, space, text } = fixture();
    fs.chdir("/d");
    const buffer = space(STAT_SIZE);
    expect(call("__syscall_newfstatat", AT_FDCWD, text(""), buffer, EMPTY_PATH)).toBe(0);
    expect(heap.copyOut(buffer as never, STAT_SIZE)).toEqual(statBytes(fs.stat("/d")));
  });

  it("refuses what POSIX refuses", () => {
    const { call, open, space, text } = fixture();
    const buffer = space(STAT_SIZE);
    const file = open("/d/file");
    expect(call("__syscall_stat64", text("/d/missing"), buffer)).toBe("ENOENT");
    expect(call("__syscall_stat64", text(""), buffer)).toBe("ENOENT");
    expect(call("__syscall_stat64", text("/d/file/x"), buffer)).toBe("ENOTDIR");
    expect(call("__syscall_stat64", text(`/${"x".repeat(256)}`), buffer)).toBe("ENAMETOOLONG");
    expect(call("__syscall_stat64", text("/x".repeat(2048)), buffer)).toBe("ENAMETOOLONG");
    expect(call("__syscall_stat64", 0, buffer)).toBe("EFAULT");
    expect(call("__syscall_stat64", BAD_POINTER, buffer)).toBe("EFAULT");
    expect(call("__syscall_stat64", text("/d"), BAD_POINTER)).toBe("EFAULT");
    expect(call("__syscall_stat64", text("/d"), 0)).toBe("EFAULT");
    expect(call("__syscall_fstat64", 99, buffer)).toBe("EBADF");
    expect(call("__syscall_fstat64", -1, buffer)).toBe("EBADF");
    expect(call("__syscall_newfstatat", file, text("x"), buffer, 0)).toBe("ENOTDIR");
    expect(call("__syscall_newfstatat", 99, text("x"), buffer, 0)).toBe("EBADF");
    expect(call("__syscall_newfstatat", file, text(""), buffer, 0)).toBe("ENOENT");
    expect(call("__syscall_newfstatat", AT_FDCWD, text("/d"), buffer, 1)).toBe("EINVAL");
  });

  it("refuses a path that reaches the end of the memory without a zero", () => {
    const { call, heap, space } = fixture();
    heap.u8.fill(0x78, heap.byteLength - 4);
    expect(call("__syscall_stat64", heap.byteLength - 4, space(STAT_SIZE))).toBe("EFAULT");
  });
});
