import { describe, expect, it } from "vitest";
import { BAD_POINTER, createCallFixture } from "../../support/syscalls/call-fixture.js";

const [READ, WRITE] = [1, 2] as const;
const [SHARED, PRIVATE, FIXED] = [1, 2, 0x10] as const;
const PAGE = 65_536n;

function fixture() {
  const calls = createCallFixture();
  calls.fs.writeFile("/file", `${"a".repeat(65_536)}tail`);
  const fd = calls.open("/file", 2);
  const [allocated, result] = [calls.space(4), calls.space(4)];
  const mmap = (
    options: Partial<Record<"length" | "prot" | "flags" | "fd" | "result", number>>,
    offset = 0n,
  ) => {
    const { length = 16, prot = READ, flags = SHARED, fd: mapped = fd, result: out = result } = options;
    return calls.call("_mmap_js", length, prot, flags, mapped, offset, allocated, out);
  };
  const munmap = (address: number, length = 16) =>
    calls.call("_munmap_js", address, length, READ, SHARED, fd, 0n);
  return {
    ...calls,
    fd,
    mmap,
    munmap,
    allocated: () => calls.heap.i32[allocated >> 2],
    mapped: () => calls.heap.u32[result >> 2] as number,
  };
}

describe("mmap", () => {
  it("copies the file into whole pages, zeros past its end", () => {
    const { allocated, heap, mapped, mmap } = fixture();
    expect(mmap({ length: 8 }, PAGE)).toBe(0);
    expect(allocated()).toBe(1);
    expect(mapped() % 65_536).toBe(0);
    expect([...heap.u8.subarray(mapped(), mapped() + 8)]).toEqual([...Buffer.from("tail\0\0\0\0")]);
  });

  it.each([
    ["shared and writable", READ | WRITE, SHARED, true],
    ["private", READ | WRITE, PRIVATE, false],
    ["shared and only readable", READ, SHARED, false],
  ])("writes a mapping back when it is unmapped: %s", (_case, prot, flags, written) => {
    const { call, fd, fs, heap, mapped, mmap, munmap } = fixture();
    expect(mmap({ prot, flags }, PAGE)).toBe(0);
    call("fd_close", fd);
    heap.u8.set(Buffer.from("TAILmore"), mapped());
    expect(munmap(mapped())).toBe(0);
    expect(fs.readTextFile("/file").slice(65_536)).toBe(written ? "TAIL" : "tail");
    expect(fs.readdir("/proc/self/fd")).toHaveLength(5);
  });

  it.each([
    ["no length", { length: 0 }, 0n, "EINVAL"],
    ["neither shared nor private", { flags: 0 }, 0n, "EINVAL"],
    ["an unknown protection", { prot: 64 }, 0n, "EINVAL"],
    ["an offset within a page", {}, 4096n, "EINVAL"],
    ["a negative offset", {}, -PAGE, "EINVAL"],
    ["a fixed place", { flags: SHARED | FIXED }, 0n, "ENOTSUP"],
    ["a bad descriptor", { fd: 99 }, 0n, "EBADF"],
    ["a bad result pointer", { result: BAD_POINTER }, 0n, "EFAULT"],
    ["more than the memory holds", { length: 1 << 24, prot: READ | WRITE }, 0n, "ENOMEM"],
  ])("refuses %s", (_case, options, offset, expected) => {
    const { fs, mmap } = fixture();
    expect(mmap(options, offset)).toBe(expected);
    expect(fs.readdir("/proc/self/fd")).toHaveLength(6);
  });

  it("needs a file open for what the mapping does", () => {
    const { mmap, open } = fixture();
    expect(mmap({ fd: open("/file", 1) })).toBe("EACCES");
    expect(mmap({ fd: open("/file", 0), prot: READ | WRITE })).toBe("EACCES");
    expect(mmap({ fd: open("/file", 0), prot: READ | WRITE, flags: PRIVATE })).toBe(0);
    expect(mmap({ fd: open("/") })).toBe("ENODEV");
  });

  it("unmaps only what it mapped, and once", () => {
    const { mapped, mmap, munmap } = fixture();
    mmap({});
    expect(munmap(mapped(), 8)).toBe("EINVAL");
    expect(munmap(mapped())).toBe(0);
    expect(munmap(mapped())).toBe("EINVAL");
  });
});
