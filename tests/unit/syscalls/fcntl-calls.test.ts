import { describe, expect, it } from "vitest";
import { O_APPEND, O_CLOEXEC, O_NONBLOCK, O_RDWR, O_WRONLY } from "../../../src/fs/index.js";
import { FcntlCommand as F } from "../../../src/syscalls/fcntl-calls.js";
import { BAD_POINTER, createCallFixture } from "../../support/syscalls/call-fixture.js";

const [RDLCK, WRLCK, UNLCK] = [0, 1, 2] as const;

function fixture() {
  const calls = createCallFixture();
  calls.fs.writeFile("/file", "0123456789");
  const fcntl = (fd: number, command: number, ...args: number[]) =>
    calls.call("__syscall_fcntl64", fd, command, args.length === 0 ? 0 : calls.words(...args));
  const flock = (type: number, whence: number, start: bigint, length: bigint) => {
    const address = calls.space(32);
    calls.heap.view.setInt16(address, type, true);
    calls.heap.view.setInt16(address + 2, whence, true);
    calls.heap.view.setBigInt64(address + 8, start, true);
    calls.heap.view.setBigInt64(address + 16, length, true);
    return address;
  };
  return { ...calls, fcntl, flock };
}

describe("fcntl on descriptors", () => {
  it("duplicates to the lowest free descriptor at or above a minimum, sharing the position", () => {
    const { fcntl, fs, open } = fixture();
    const fd = open("/file", O_RDWR);
    expect(fcntl(fd, F.DUPFD, 10)).toBe(10);
    expect(fcntl(fd, F.DUPFD_CLOEXEC, 10)).toBe(11);
    fs.llseek(fs.getStream(fd), 4, 0);
    expect(fs.getStream(10).position).toBe(4);
    expect([fd, 10, 11].map((each) => fcntl(each, F.GETFD))).toEqual([0, 0, 1]);
  });

  it("keeps the close-on-exec flag for each descriptor", () => {
    const { fcntl, open } = fixture();
    const fd = open("/file", O_CLOEXEC);
    expect(fcntl(fd, F.GETFD)).toBe(1);
    expect(fcntl(fd, F.SETFD, 0)).toBe(0);
    expect(fcntl(fd, F.GETFD)).toBe(0);
  });

  it("changes only the append and non-blocking flags", () => {
    const { fcntl, open } = fixture();
    const fd = open("/file", O_RDWR | O_CLOEXEC);
    expect(fcntl(fd, F.GETFL)).toBe(O_RDWR);
    expect(fcntl(fd, F.SETFL, O_APPEND | O_NONBLOCK | O_WRONLY)).toBe(0);
    expect(fcntl(fd, F.GETFL)).toBe(O_RDWR | O_APPEND | O_NONBLOCK);
    expect(fcntl(fd, F.SETFL, 0)).toBe(0);
    expect(fcntl(fd, F.GETFL)).toBe(O_RDWR);
  });

  it("refuses the unknown", () => {
    const { call, fcntl, open } = fixture();
    const fd = open("/file");
    expect(fcntl(fd, 5, 0)).toBe("EINVAL");
    expect(fcntl(fd, 9999)).toBe("EINVAL");
    expect(fcntl(99, F.GETFD)).toBe("EBADF");
    expect(fcntl(fd, F.DUPFD, -1)).toBe("EINVAL");
    expect(fcntl(fd, F.DUPFD, 4096)).toBe("EINVAL");
    expect(call("__syscall_fcntl64", fd, F.SETFL, BAD_POINTER)).toBe("EFAULT");
  });
});

describe("fcntl record locks", () => {
  it.each([
    ["a read lock", RDLCK, 0, 0x4000_0000n, 510n, 0],
    ["a write lock to the end", WRLCK, 0, 0n, 0n, 0],
    ["an unlock", UNLCK, 0, 0n, 0n, 0],
    ["a range from the end", WRLCK, 2, -10n, 10n, 0],
    ["a range that ends at its start", WRLCK, 0, 5n, -5n, 0],
    ["a range from the current position", RDLCK, 1, 0n, 1n, 0],
    ["beyond 4 GiB", WRLCK, 0, 2n ** 40n, 1n, 0],
    ["a start before the file", WRLCK, 0, -1n, 1n, "EINVAL"],
    ["an end before the file", WRLCK, 0, 5n, -6n, "EINVAL"],
    ["a type that is none", 3, 0, 0n, 0n, "EINVAL"],
    ["a whence that is none", WRLCK, 3, 0n, 0n, "EINVAL"],
    ["beyond 2^53", WRLCK, 0, 2n ** 62n, 1n, "EOVERFLOW"],
  ])("answer %s", (_case, type, whence, start, length, expected) => {
    const { fcntl, flock, open } = fixture();
    const fd = open("/file", O_RDWR);
    expect(fcntl(fd, F.SETLK, flock(type, whence, start, length))).toBe(expected);
    expect(fcntl(fd, F.SETLKW, flock(type, whence, start, length))).toBe(expected);
  });

  it("find nothing in the way, and change nothing but the type", () => {
    const { fcntl, flock, heap, open } = fixture();
    const fd = open("/file");
    const lock = flock(WRLCK, 0, 7n, 9n);
    const before = heap.copyOut(lock as never, 32);
    expect(fcntl(fd, F.GETLK, lock)).toBe(0);
    before[0] = UNLCK;
    expect(heap.copyOut(lock as never, 32)).toEqual(before);
  });

  it("need a descriptor open for what they protect", () => {
    const { fcntl, flock, open } = fixture();
    expect(fcntl(open("/file"), F.SETLK, flock(WRLCK, 0, 0n, 0n))).toBe("EBADF");
    expect(fcntl(open("/file", O_WRONLY), F.SETLK, flock(RDLCK, 0, 0n, 0n))).toBe("EBADF");
    expect(fcntl(open("/file"), F.GETLK, flock(UNLCK, 0, 0n, 0n))).toBe("EINVAL");
    expect(fcntl(open("/file"), F.SETLK, BAD_POINTER)).toBe("EFAULT");
  });
});
