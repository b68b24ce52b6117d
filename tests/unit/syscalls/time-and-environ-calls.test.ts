import { describe, expect, it } from "vitest";
import { readCString } from "../../../src/wasm/index.js";
import { BAD_POINTER, createCallFixture } from "../../support/syscalls/call-fixture.js";

const JULY_2024 = 1_720_000_000;
const clock = { now: () => JULY_2024 * 1000 + 123.5, monotonic: () => 42.000_25 };

describe("clocks", () => {
  it.each([
    [0, BigInt(JULY_2024) * 1_000_000_000n + 123_500_000n],
    [1, 42_000_250n],
  ])("clock_time_get stores nanoseconds of clock %d", (id, expected) => {
    const { call, heap, space } = createCallFixture({ clock });
    const result = space(8);
    expect(call("clock_time_get", id, 1n, result)).toBe(0);
    expect(heap.peekI64(result as never)).toBe(expected);
  });

  it("refuse other clocks and bad pointers", () => {
    const { call, space } = createCallFixture();
    expect(call("clock_time_get", 2, 0n, space(8))).toBe("EINVAL");
    expect(call("clock_time_get", -1, 0n, space(8))).toBe("EINVAL");
    expect(call("clock_time_get", 0, 0n, BAD_POINTER)).toBe("EFAULT");
  });

  it("give milliseconds to Emscripten's functions, the host's by default", () => {
    const fixed = createCallFixture({ clock });
    expect(fixed.call("emscripten_date_now")).toBe(clock.now());
    expect(fixed.call("emscripten_get_now")).toBe(clock.monotonic());
    const { call } = createCallFixture();
    expect(Math.abs((call("emscripten_date_now") as number) - Date.now())).toBeLessThan(1000);
    expect(call("emscripten_get_now")).toBeLessThanOrEqual(performance.now());
  });
});

describe("local time", () => {
  // Second, minute, hour, day, month from 0, years since 1900, weekday, day of the year, daylight, offset east.
  it.each([
    ["UTC", 0n, [0, 0, 0, 1, 0, 70, 4, 0, 0, 0]],
    ["UTC", -1n, [59, 59, 23, 31, 11, 69, 3, 364, 0, 0]],
    ["", 951_782_400n, [0, 0, 0, 29, 1, 100, 2, 59, 0, 0]],
    [":Europe/Berlin", BigInt(JULY_2024), [40, 46, 11, 3, 6, 124, 3, 184, 1, 7200]],
    ["Europe/Berlin", 1_704_067_199n, [59, 59, 0, 1, 0, 124, 1, 0, 0, 3600]],
    ["America/New_York", 1_710_053_999n, [59, 59, 1, 10, 2, 124, 0, 69, 0, -18_000]],
    ["America/New_York", 1_710_054_000n, [0, 0, 3, 10, 2, 124, 0, 69, 1, -14_400]],
    ["Australia/Sydney", 1_704_067_200n, [0, 0, 11, 1, 0, 124, 1, 0, 1, 39_600]],
    ["Asia/Kathmandu", 1_704_067_200n, [0, 45, 5, 1, 0, 124, 1, 0, 0, 20_700]],
    ["UTC", -62_167_219_200n, [0, 0, 0, 1, 0, -1900, 6, 0, 0, 0]],
    ["UTC", -62_198_755_200n, [0, 0, 0, 1, 0, -1901, 5, 0, 0, 0]],
    ["Europe/Berlin", -59_958_144_000n, [28, 53, 0, 1, 0, -1830, 3, 0, 0, 3208]],
    ["Pacific/Kiritimati", 253_402_300_799n, [59, 59, 13, 1, 0, 8100, 6, 0, 0, 50_400]],
  ])("in zone %j at %s", (zone, seconds, expected) => {
    const { call, heap, space } = createCallFixture({ environ: { TZ: zone } });
    const tm = space(44);
    call("_localtime_js", seconds, tm);
    expect([...heap.i32.subarray(tm >> 2, (tm >> 2) + 10)]).toEqual(expected);
    expect(heap.u32[(tm + 40) >> 2]).toBe(0xaaaa_aaaa);
  });

  it("without TZ follows the host's zone", () => {
    const date = new Date(2024, 6, 3, 12, 34, 56);
    const { call, heap, space } = createCallFixture();
    const tm = space(44);
    call("_localtime_js", BigInt(date.getTime() / 1000), tm);
    expect([...heap.i32.subarray(tm >> 2, (tm >> 2) + 6)]).toEqual([56, 34, 12, 3, 6, 124]);
  });

  it("leaves zeros for a moment that no calendar of the host reaches", () => {
    const { call, heap, space } = createCallFixture();
    const tm = space(44);
    call("_localtime_js", 2n ** 62n, tm);
    expect([...heap.i32.subarray(tm >> 2, (tm >> 2) + 10)]).toEqual(Array(10).fill(0));
  });

  it.each([
    ["America/New_York", 18_000, 1, "EST", "EDT"],
    ["UTC", 0, 0, "UTC", "UTC"],
    ["Asia/Kathmandu", -20_700, 0, "GMT+5:45", "GMT+5:45"],
    ["Australia/Sydney", -36_000, 1, "GMT+10", "GMT+11"],
  ])("tzset publishes %s", (zone, west, daylight, standardName, daylightName) => {
    const { call, heap, space } = createCallFixture({ environ: { TZ: zone }, clock });
    const [timezone, flag, names] = [space(4), space(4), space(36)];
    call("_tzset_js", timezone, flag, names, names + 17);
    expect([heap.i32[timezone >> 2], heap.i32[flag >> 2]]).toEqual([west, daylight]);
    expect(readCString(heap, names as never)).toBe(standardName);
    expect(readCString(heap, (names + 17) as never)).toBe(daylightName);
    expect(heap.u8[names + 34]).toBe(0xaa);
  });

  it("refuses a zone that the host does not know", () => {
    expect(() => createCallFixture({ environ: { TZ: "Mars/Olympus" } })).toThrow(RangeError);
  });
});

describe("environ", () => {
  const environ = { SQLITE_TMPDIR: "/tmp", NAME: "Müller", EMPTY: "" };

  it("measures and stores all variables", () => {
    const { call, heap, space } = createCallFixture({ environ });
    const [count, size] = [space(4), space(4)];
    expect(call("environ_sizes_get", count, size)).toBe(0);
    const total = Buffer.byteLength("SQLITE_TMPDIR=/tmp\0NAME=Müller\0EMPTY=\0");
    expect([heap.u32[count >> 2], heap.u32[size >> 2]]).toEqual([3, total]);
    const [pointers, buffer] = [space(16), space(total + 1)];
    expect(call("environ_get", pointers, buffer)).toBe(0);
    const texts = [0, 1, 2].map((index) => readCString(heap, heap.u32[(pointers >> 2) + index] as never));
    expect(texts).toEqual(["SQLITE_TMPDIR=/tmp", "NAME=Müller", "EMPTY="]);
    expect([heap.u32[(pointers >> 2) + 3], heap.u8[buffer + total]]).toEqual([0xaaaa_aaaa, 0xaa]);
  });

  it("refuses bad pointers, and variables that are none", () => {
    const { call, space } = createCallFixture({ environ });
    expect(call("environ_sizes_get", space(4), BAD_POINTER)).toBe("EFAULT");
    expect(call("environ_get", BAD_POINTER, space(64))).toBe("EFAULT");
    for (const bad of [{ "": "x" }, { "A=B": "x" }, { A: "x\0y" }]) {
      expect(() => createCallFixture({ environ: bad })).toThrow(TypeError);
    }
  });
});
