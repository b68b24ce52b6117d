import { describe, expect, it } from "vitest";
import { AT_FDCWD, BAD_POINTER, createCallFixture } from "../../support/syscalls/call-fixture.js";

const SYMLINK_NOFOLLOW = 0x100;
const EMPTY_PATH = 0x1000;
const UTIME_NOW = 0x3fff_ffff;
const UTIME_OMIT = 0x3fff_fffe;

function fixture() {
  const calls = createCallFixture();
  calls.fs.writeFile("/file", "x", { mode: 0o600 });
  calls.fs.symlink("missing", "/dangling");
  calls.fs.utime("/file", { seconds: 1, nanoseconds: 2 }, { seconds: 3, nanoseconds: 4 });
  const times = (...pairs: [bigint, number][]) => {
    const address = calls.space(pairs.length * 16);
    pairs.forEach(([seconds, nanoseconds], index) => {
      calls.heap.view.setBigInt64(address + index * 16, seconds, true);
      calls.heap.view.setInt32(address + index * 16 + 8, nanoseconds, true);
    });
    return address;
  };
  return { ...calls, times };
}

describe("chmod, fchmod and fchown32", () => {
  it("change the inode", () => {
    const { call, fs, open, text } = fixture();
    expect(call("__syscall_chmod", text("/file"), 0o4755)).toBe(0);
    expect(fs.stat("/file").mode).toBe(0o104755);
    expect(call("__syscall_fchmod", open("/file"), 0o440)).toBe(0);
    expect(fs.stat("/file").mode).toBe(0o100440);
    expect(call("__syscall_fchown32", open("/file"), 7, 8)).toBe(0);
    expect(call("__syscall_fchown32", open("/file"), -1, 9)).toBe(0);
    expect(fs.stat("/file")).toMatchObject({ uid: 7, gid: 9 });
    expect(call("__syscall_fchown32", open("/file"), -2, -1)).toBe(0);
    expect(fs.stat("/file")).toMatchObject({ uid: 2 ** 32 - 2, gid: 9 });
  });

  it("report what is not there", () => {
    const { call, text } = fixture();
    expect(call("__syscall_chmod", text("/no"), 0o644)).toBe("ENOENT");
    expect(call("__syscall_fchmod", 77, 0o644)).toBe("EBADF");
    expect(call("__syscall_fchown32", 77, 0, 0)).toBe("EBADF");
  });
});

describe("faccessat", () => {
  it.each([
    ["an existing file", AT_FDCWD, "/file", 0, 0, 0],
    ["reading and writing it", AT_FDCWD, "/file", 6, 0, 0],
    ["a missing file", AT_FDCWD, "/no", 0, 0, "ENOENT"],
    ["a dangling link", AT_FDCWD, "/dangling", 0, 0, "ENOENT"],
    ["a dangling link itself", AT_FDCWD, "/dangling", 0, SYMLINK_NOFOLLOW, 0],
    ["a mode that is none", AT_FDCWD, "/file", 8, 0, "EINVAL"],
    ["a flag that is none", AT_FDCWD, "/file", 0, 1, "EINVAL"],
    ["an empty path", AT_FDCWD, "", 0, 0, "ENOENT"],
    ["an empty path that is allowed", AT_FDCWD, "", 0, EMPTY_PATH, 0],
    ["a bad descriptor", 99, "file", 0, 0, "EBADF"],
  ])("answers for %s", (_case, dirfd, path, mode, flags, expected) => {
    const { call, text } = fixture();
    expect(call("__syscall_faccessat", dirfd, text(path), mode, flags)).toBe(expected);
  });

  it("looks at the descriptor itself where the path is empty", () => {
    const { call, open, text } = fixture();
    expect(call("__syscall_faccessat", open("/file"), text(""), 4, EMPTY_PATH)).toBe(0);
  });
});

describe("utimensat", () => {
  it("sets times before 1970 and beyond 32 bits, with nanoseconds", () => {
    const { call, fs, text, times } = fixture();
    const list = times([-5_000_000_000n, 5], [2n ** 41n, 999_999_999]);
    expect(call("__syscall_utimensat", AT_FDCWD, text("/file"), list, 0)).toBe(0);
    expect(fs.stat("/file")).toMatchObject({
      atime: { seconds: -5_000_000_000, nanoseconds: 5 },
      mtime: { seconds: 2 ** 41, nanoseconds: 999_999_999 },
    });
  });

  it("leaves a time or takes the present one", () => {
    const { call, fs, text, times } = fixture();
    const before = Date.now() / 1000 - 1;
    const list = times([0n, UTIME_OMIT], [0n, UTIME_NOW]);
    expect(call("__syscall_utimensat", AT_FDCWD, text("/file"), list, 0)).toBe(0);
    expect(fs.stat("/file").atime).toEqual({ seconds: 1, nanoseconds: 2 });
    expect(fs.stat("/file").mtime.seconds).toBeGreaterThanOrEqual(Math.floor(before));
  });

  it("takes a descriptor, as futimens passes it, and a link itself", () => {
    const { call, fs, open, text, times } = fixture();
    const list = times([10n, 0], [20n, 0]);
    expect(call("__syscall_utimensat", open("/file"), 0, list, 0)).toBe(0);
    expect(fs.stat("/file").mtime.seconds).toBe(20);
    expect(call("__syscall_utimensat", AT_FDCWD, text("/dangling"), list, SYMLINK_NOFOLLOW)).toBe(0);
    expect(fs.lstat("/dangling").atime.seconds).toBe(10);
  });

  it("refuses bad arguments", () => {
    const { call, text, times } = fixture();
    const utimensat = (list: number, flags = 0, path = text("/file")) =>
      call("__syscall_utimensat", AT_FDCWD, path, list, flags);
    expect(utimensat(times([0n, -1], [0n, 0]))).toBe("EINVAL");
    expect(utimensat(times([0n, 0], [0n, 1_000_000_000]))).toBe("EINVAL");
    expect(utimensat(times([2n ** 60n, 0], [0n, 0]))).toBe("EOVERFLOW");
    expect(utimensat(0, 2)).toBe("EINVAL");
    expect(utimensat(BAD_POINTER)).toBe("EFAULT");
    expect(utimensat(0, 0, 0)).toBe("EFAULT");
    expect(utimensat(0, 0, text("/no"))).toBe("ENOENT");
  });
});
