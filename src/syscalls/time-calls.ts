import { Errno, FsError } from "../base/index.js";
import { type Pointer, writeCString } from "../wasm/index.js";
import type { SyscallTable } from "./call-table.js";
import type { GuestMemory } from "./guest-memory.js";
import { TmLayout, writeLocalTime } from "./time-layout.js";
import type { TimeZone } from "./time-zone.js";

/** The two clocks that time is read from, both in milliseconds with fractions. */
export interface Clock {
  /** Since 1970. */
  now(): number;
  /** Since any fixed moment; never goes back. */
  monotonic(): number;
}

/** The host's own clocks. */
export const hostClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/**
 * Clock ids of WASI preview 1.
 *
 * @see https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#clockid
 */
const ClockId = { REALTIME: 0, MONOTONIC: 1 } as const;

/** Bytes of each buffer that takes a zone name: musl's TZNAME_MAX of 16 characters and a zero. */
export const ZONE_NAME_CAPACITY = 17;

/** Whole milliseconds and their fraction apart, since nanoseconds since 1970 pass 2^53. */
function toNanoseconds(milliseconds: number): bigint {
  const whole = Math.floor(milliseconds);
  return BigInt(whole) * 1_000_000n + BigInt(Math.round((milliseconds - whole) * 1e6));
}

/** WASI's clock. */
export function createWasiClockCalls(memory: GuestMemory, clock: Clock) {
  return {
    clock_time_get(clockId: number, _precision: bigint, result: number): void {
      if (clockId !== ClockId.REALTIME && clockId !== ClockId.MONOTONIC) {
        throw new FsError(Errno.EINVAL, `clock ${clockId}`);
      }
      const address = memory.range(result, 8);
      const milliseconds = clockId === ClockId.REALTIME ? clock.now() : clock.monotonic();
      memory.heap.view.setBigInt64(address, toNanoseconds(milliseconds), true);
    },
  } satisfies SyscallTable;
}

/** Emscripten's clocks, and local time. */
export function createTimeCalls(memory: GuestMemory, clock: Clock, zone: TimeZone) {
  return {
    emscripten_date_now(): number {
      return clock.now();
    },

    emscripten_get_now(): number {
      return clock.monotonic();
    },

    /** @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/localtime.html */
    _localtime_js(seconds: bigint, result: number): void {
      writeLocalTime(memory, memory.range(result, TmLayout.writtenLength), Number(seconds), zone);
    },

    /**
     * Sets C's `timezone` (seconds west of Greenwich), `daylight` and `tzname`.
     *
     * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/tzset.html
     */
    _tzset_js(timezone: number, daylight: number, standardName: number, daylightName: number): void {
      const timezoneAddress = memory.range(timezone, 4);
      const daylightAddress = memory.range(daylight, 4);
      const standardAddress = memory.range(standardName, ZONE_NAME_CAPACITY);
      const daylightNameAddress = memory.range(daylightName, ZONE_NAME_CAPACITY);
      const summary = zone.summary(clock.now() / 1000);
      const { heap } = memory;
      heap.view.setInt32(timezoneAddress, -summary.standardOffset, true);
      heap.view.setInt32(daylightAddress, summary.hasDaylightTime ? 1 : 0, true);
      writeCString(heap, summary.standardName, standardAddress as Pointer, ZONE_NAME_CAPACITY);
      writeCString(heap, summary.daylightName, daylightNameAddress as Pointer, ZONE_NAME_CAPACITY);
    },
  } satisfies SyscallTable;
}
