import { describe, expect, it } from "vitest";
import { Errno, FsError } from "../../../src/base/index.js";
import { createFs } from "../../../src/fs/index.js";
import type { SyscallTrace } from "../../../src/syscalls/index.js";
import { AT_FDCWD, createCallFixture } from "../../support/syscalls/call-fixture.js";

/** A filesystem whose `/bad` throws `error` when it is read. */
function fsThatThrows(error: unknown) {
  const fs = createFs();
  return Object.assign(Object.create(fs) as typeof fs, {
    stat(path: string) {
      if (path === "/bad") throw error;
      return fs.stat(path);
    },
  });
}

describe("errors at the boundary", () => {
  it("are error numbers, for an FsError its own", () => {
    const { call, host, space, text } = createCallFixture({ fs: fsThatThrows(new FsError(Errno.EACCES)) });
    expect(call("__syscall_stat64", text("/bad"), space(96))).toBe("EACCES");
    expect(host.lastFailure).toBeUndefined();
  });

  it("are EIO for anything else, and the cause is kept", () => {
    const cause = new Error("a bug");
    const { call, host, space, text } = createCallFixture({ fs: fsThatThrows(cause) });
    expect(call("__syscall_stat64", text("/bad"), space(96))).toBe("EIO");
    expect(host.lastFailure).toEqual({ name: "__syscall_stat64", cause });
  });
});

describe("a trace", () => {
  it("sees every call with its arguments and its result", () => {
    const seen: SyscallTrace[] = [];
    const { call, space, text } = createCallFixture({ trace: (entry) => seen.push(entry) });
    const [path, buffer] = [text("/missing"), space(96)];
    call("__syscall_openat", AT_FDCWD, path, 0, 0);
    call("fd_seek", 99, 2n ** 40n, 0, buffer);
    expect(seen).toEqual([
      { name: "__syscall_openat", args: [AT_FDCWD, path, 0, 0], result: -Errno.ENOENT },
      { name: "fd_seek", args: [99, 2n ** 40n, 0, buffer], result: Errno.EBADF },
    ]);
  });
});
