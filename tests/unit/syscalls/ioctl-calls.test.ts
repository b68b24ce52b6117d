import { describe, expect, it } from "vitest";
import { BAD_POINTER, createCallFixture } from "../../support/syscalls/call-fixture.js";

const TCGETS = 0x5401;
const TCGETA = 0x5405;
const TIOCGPGRP = 0x540f;
const TIOCSPGRP = 0x5410;
const TIOCGWINSZ = 0x5413;
const TIOCSWINSZ = 0x5414;
const FIONREAD = 0x541b;
const FIONBIO = 0x5421;
const REQUESTS = [
  ...[TCGETS, 0x5402, 0x5403, 0x5404, TCGETA, 0x5406, 0x5407, 0x5408, 0x5409, 0x540a, 0x540b],
  ...[TIOCGPGRP, TIOCSPGRP, TIOCGWINSZ, TIOCSWINSZ, FIONREAD, FIONBIO],
];

function fixture() {
  const calls = createCallFixture();
  calls.fs.writeFile("/file", "");
  const tty = calls.open("/dev/tty", 2);
  const ioctl = (request: number, argument: number, fd = tty) =>
    calls.call("__syscall_ioctl", fd, request, calls.words(argument));
  return { ...calls, tty, ioctl };
}

describe("ioctl", () => {
  it.each(REQUESTS)("request 0x%s works on a terminal and is ENOTTY elsewhere", (request) => {
    const { ioctl, open, space } = fixture();
    expect(ioctl(request, space(64))).toBe(0);
    expect(ioctl(request, space(64), open("/file"))).toBe("ENOTTY");
    expect(ioctl(request, BAD_POINTER, open("/dev/null"))).toBe("ENOTTY");
    expect(ioctl(request, space(64), 99)).toBe("EBADF");
  });

  it("refuses what it does not know, everywhere", () => {
    const { ioctl, open, space } = fixture();
    expect(ioctl(0x5499, space(64))).toBe("EINVAL");
    expect(ioctl(0x5499, space(64), open("/file"))).toBe("EINVAL");
  });

  it("writes struct termios at musl's offsets", () => {
    const { fs, heap, ioctl, space, tty } = fixture();
    const attributes = fs.ioctl(fs.getStream(tty), TCGETS, undefined) as Record<string, never>;
    const buffer = space(64);
    expect(ioctl(TCGETS, buffer)).toBe(0);
    const words = [0, 4, 8, 12].map((offset) => heap.view.getUint32(buffer + offset, true));
    const { inputFlags, outputFlags, controlFlags, localFlags, controlCharacters } = attributes;
    expect(words).toEqual([inputFlags, outputFlags, controlFlags, localFlags]);
    expect(heap.u8[buffer + 16]).toBe(0);
    expect(heap.copyOut((buffer + 17) as never, 32)).toEqual(controlCharacters);
    expect([52, 56].map((offset) => heap.view.getUint32(buffer + offset, true))).toEqual([15, 15]);
    expect([...heap.u8.subarray(buffer + 60, buffer + 64)]).toEqual([0xaa, 0xaa, 0xaa, 0xaa]);
  });

  it("takes struct termios and gives it back", () => {
    const { heap, ioctl, space } = fixture();
    const buffer = space(64);
    ioctl(TCGETS, buffer);
    heap.view.setUint32(buffer + 12, 0x8000_0001, true);
    heap.u8[buffer + 17 + 31] = 0x42;
    expect(ioctl(0x5403, buffer)).toBe(0);
    const again = space(64);
    ioctl(TCGETS, again);
    expect(heap.copyOut(again as never, 60)).toEqual(heap.copyOut(buffer as never, 60));
  });

  it("takes the older struct termio and keeps what that has no room for", () => {
    const { heap, ioctl, space } = fixture();
    const [full, short, after] = [space(64), space(32), space(64)];
    ioctl(TCGETS, full);
    heap.view.setUint32(full, 0x1234_0001, true);
    ioctl(0x5402, full);
    expect(ioctl(TCGETA, short)).toBe(0);
    expect(heap.view.getUint16(short, true)).toBe(1);
    expect(heap.copyOut((short + 9) as never, 8)).toEqual(heap.copyOut((full + 17) as never, 8));
    expect([...heap.u8.subarray(short + 18, short + 20)]).toEqual([0xaa, 0xaa]);
    heap.view.setUint16(short, 0xffff, true);
    heap.u8[short + 9] = 0x55;
    expect(ioctl(0x5406, short)).toBe(0);
    ioctl(TCGETS, after);
    expect(heap.view.getUint32(after, true)).toBe(0x1234_ffff);
    expect(heap.u8[after + 17]).toBe(0x55);
    expect(heap.copyOut((after + 18) as never, 31)).toEqual(heap.copyOut((full + 18) as never, 31));
  });

  it("carries window size, process group and blocking", () => {
    const { fs, heap, ioctl, space, tty, words } = fixture();
    const size = space(16);
    expect(ioctl(TIOCGWINSZ, size)).toBe(0);
    expect([...heap.u16.subarray(size >> 1, (size >> 1) + 5)]).toEqual([24, 80, 0, 0, 0xaaaa]);
    heap.u16.set([50, 132], size >> 1);
    ioctl(TIOCSWINSZ, size);
    ioctl(TIOCGWINSZ, size);
    expect([...heap.u16.subarray(size >> 1, (size >> 1) + 2)]).toEqual([50, 132]);
    expect(ioctl(TIOCSPGRP, words(4321))).toBe(0);
    expect(ioctl(TIOCGPGRP, size)).toBe(0);
    expect(heap.i32[size >> 2]).toBe(4321);
    expect(ioctl(FIONREAD, size)).toBe(0);
    expect(heap.i32[size >> 2]).toBe(0);
    expect(ioctl(FIONBIO, words(1))).toBe(0);
    expect(fs.getStream(tty).flags & 0o4000).toBe(0o4000);
    expect(ioctl(TIOCGWINSZ, BAD_POINTER)).toBe("EFAULT");
  });
});
