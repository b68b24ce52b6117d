import { describe, expect, it } from "vitest";
import { createFs } from "../../../src/fs/index.js";
import { BAD_POINTER, createCallFixture } from "../../support/syscalls/call-fixture.js";

const [SET, CURRENT, END] = [0, 1, 2] as const;

function fixture() {
  const calls = createCallFixture();
  calls.fs.writeFile("/file", "0123456789");
  const fd = calls.open("/file", 2);
  const result = calls.space(8);
  /** A list of buffers of these sizes, and where each begins. */
  const buffers = (...sizes: number[]) => {
    const addresses = sizes.map((size) => calls.space(size));
    return { addresses, list: calls.words(...addresses.flatMap((each, index) => [each, sizes[index] ?? 0])) };
  };
  const bytes = (address: number, length: number) =>
    Buffer.from(calls.heap.u8.subarray(address, address + length)).toString("latin1");
  return { ...calls, fd, result, buffers, bytes, count: () => calls.heap.u32[result >> 2] };
}

describe("fd_read and fd_write", () => {
  it("scatter over buffers and stop at the end of the file", () => {
    const { buffers, bytes, call, count, fd, result } = fixture();
    const { addresses, list } = buffers(4, 0, 3, 8);
    expect(call("fd_read", fd, list, 4, result)).toBe(0);
    expect(count()).toBe(10);
    expect(bytes(addresses[0] as number, 4)).toBe("0123");
    expect(bytes(addresses[2] as number, 3)).toBe("456");
    expect(bytes(addresses[3] as number, 8)).toBe("789\xaa\xaa\xaa\xaa\xaa");
    expect(call("fd_read", fd, list, 4, result)).toBe(0);
    expect(count()).toBe(0);
  });

  it("gather from buffers and move the position", () => {
    const { buffers, call, count, fd, fs, heap, result } = fixture();
    const { addresses, list } = buffers(2, 3);
    heap.u8.set(Buffer.from("ab"), addresses[0]);
    heap.u8.set(Buffer.from("cde"), addresses[1]);
    expect(call("fd_write", fd, list, 2, result)).toBe(0);
    expect(count()).toBe(5);
    expect(fs.readTextFile("/file")).toBe("abcde56789");
    expect(fs.getStream(fd).position).toBe(5);
  });

  it("report what was transferred before an error", () => {
    const taken: number[] = [];
    const fs = createFs();
    fs.createDevice("/", "narrow", undefined, (byte) => {
      if (taken.length === 3) throw new Error("no more");
      taken.push(byte);
    });
    const { call, heap, host, open, space, words } = createCallFixture({ fs });
    const [result, first, second] = [space(4), space(3), space(3)];
    const fd = open("/narrow", 1);
    expect(call("fd_write", fd, words(first, 3, second, 3), 2, result)).toBe(0);
    expect(heap.u32[result >> 2]).toBe(3);
    expect(call("fd_write", fd, words(first, 3), 1, result)).toBe("EIO");
    expect(host.lastFailure).toEqual({ name: "fd_write", cause: new Error("no more") });
  });

  it("refuse bad arguments before anything is transferred", () => {
    const { buffers, call, fd, fs, open, result, words } = fixture();
    const { addresses, list } = buffers(4, 4);
    expect(call("fd_read", 99, list, 1, result)).toBe("EBADF");
    expect(call("fd_read", open("/file", 1), list, 1, result)).toBe("EBADF");
    expect(call("fd_write", open("/file", 0), list, 1, result)).toBe("EBADF");
    expect(call("fd_read", open("/"), list, 1, result)).toBe("EISDIR");
    expect(call("fd_read", fd, BAD_POINTER, 1, result)).toBe("EFAULT");
    expect(call("fd_read", fd, list, 1, BAD_POINTER)).toBe("EFAULT");
    expect(call("fd_write", fd, words(addresses[0] as number, 4, BAD_POINTER, 20), 2, result)).toBe("EFAULT");
    expect(call("fd_read", fd, list, -1, result)).toBe("EINVAL");
    expect(call("fd_read", fd, list, 1025, result)).toBe("EINVAL");
    expect(fs.getStream(fd).position).toBe(0);
    expect(fs.readTextFile("/file")).toBe("0123456789");
  });
});

describe("fd_seek", () => {
  it.each([
    [7n, SET, 7n],
    [2n ** 40n, SET, 2n ** 40n],
    [2n, CURRENT, 5n],
    [-1n, CURRENT, 2n],
    [-10n, END, 0n],
    [BigInt(2 ** 53 - 11), END, BigInt(2 ** 53 - 1)],
    [-4n, CURRENT, "EINVAL"],
    [0n, 3, "EINVAL"],
    [0n, -1, "EINVAL"],
    [2n ** 60n, SET, "EOVERFLOW"],
    [BigInt(2 ** 53 - 1), CURRENT, "EOVERFLOW"],
  ])("by %s from %s gives %s", (offset, whence, expected) => {
    const { call, fd, fs, heap, result } = fixture();
    fs.llseek(fs.getStream(fd), 3, 0);
    const outcome = call("fd_seek", fd, offset, whence, result);
    if (typeof expected === "string") {
      expect(outcome).toBe(expected);
      expect(fs.getStream(fd).position).toBe(3);
    } else {
      expect(outcome).toBe(0);
      expect(heap.peekI64(result as never)).toBe(expected);
    }
  });

  it("is ESPIPE on a terminal, EBADF on nothing, EFAULT into nowhere", () => {
    const { call, fd, open, result } = fixture();
    expect(call("fd_seek", open("/dev/tty"), 0n, SET, result)).toBe("ESPIPE");
    expect(call("fd_seek", 99, 0n, SET, result)).toBe("EBADF");
    expect(call("fd_seek", fd, 1n, SET, BAD_POINTER)).toBe("EFAULT");
  });
});

describe("fd_close, fd_sync and fd_fdstat_get", () => {
  it("close a descriptor once", () => {
    const { call, fd } = fixture();
    expect(call("fd_sync", fd)).toBe(0);
    expect(call("fd_close", fd)).toBe(0);
    expect(call("fd_close", fd)).toBe("EBADF");
    expect(call("fd_sync", fd)).toBe("EBADF");
    expect(call("fd_fdstat_get", fd, 1024)).toBe("EBADF");
  });

  it.each([
    ["/file", 2 | 0o2000, 4, 1, 0b1100110n],
    ["/file", 0, 4, 0, 0b0100110n],
    ["/", 0, 3, 0, 0b0000010n],
    ["/dev/null", 1 | 0o4000, 2, 4, 0b1000000n],
  ])("describe %s opened with %d", (path, flags, type, wasiFlags, rights) => {
    const { call, heap, open, space } = fixture();
    const buffer = space(32);
    expect(call("fd_fdstat_get", open(path, flags), buffer)).toBe(0);
    const expected = new DataView(new ArrayBuffer(24));
    expected.setUint8(0, type);
    expected.setUint16(2, wasiFlags, true);
    expected.setBigUint64(8, rights, true);
    expect(heap.copyOut(buffer as never, 24)).toEqual(new Uint8Array(expected.buffer));
    expect(heap.u8[buffer + 24]).toBe(0xaa);
  });
});
