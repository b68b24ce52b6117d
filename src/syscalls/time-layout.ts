import type { GuestMemory } from "./guest-memory.js";
import type { TimeZone } from "./time-zone.js";

/**
 * `struct tm` of musl for wasm32; ten 32-bit fields and a pointer, offsets in bytes:
 *
 *      0 tm_sec    4 tm_min    8 tm_hour   12 tm_mday   16 tm_mon   20 tm_year
 *     24 tm_wday  28 tm_yday  32 tm_isdst  36 tm_gmtoff  40 tm_zone
 *
 * The C library fills `tm_zone` itself after the call, from the names that `_tzset_js` gave it.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/time.h.html
 */
export const TmLayout = {
  second: 0,
  minute: 4,
  hour: 8,
  monthDay: 12,
  month: 16,
  yearsSince1900: 20,
  weekDay: 24,
  yearDay: 28,
  isDaylightTime: 32,
  offsetEast: 36,
  /** Bytes up to `tm_zone`, which is not ours. */
  writtenLength: 40,
} as const;

const MILLISECONDS = 1000;
const DAY_IN_MILLISECONDS = 86_400_000;

/**
 * Writes the local time of a moment. A moment that no calendar date of ours can hold leaves zeros, and a day of month 0
 * is no date.
 *
 * @param address - of a `struct tm`, checked by the caller
 * @param seconds - since 1970
 */
export function writeLocalTime(memory: GuestMemory, address: number, seconds: number, zone: TimeZone): void {
  const offset = zone.offsetAt(seconds);
  if (Number.isNaN(offset)) {
    memory.heap.u8.fill(0, address, address + TmLayout.writtenLength);
    return;
  }
  const local = new Date((seconds + offset) * MILLISECONDS);
  const year = local.getUTCFullYear();
  const newYear = new Date(0).setUTCFullYear(year, 0, 1);
  const { view } = memory.heap;
  view.setInt32(address + TmLayout.second, local.getUTCSeconds(), true);
  view.setInt32(address + TmLayout.minute, local.getUTCMinutes(), true);
  view.setInt32(address + TmLayout.hour, local.getUTCHours(), true);
  view.setInt32(address + TmLayout.monthDay, local.getUTCDate(), true);
  view.setInt32(address + TmLayout.month, local.getUTCMonth(), true);
  view.setInt32(address + TmLayout.yearsSince1900, year - 1900, true);
  view.setInt32(address + TmLayout.weekDay, local.getUTCDay(), true);
  view.setInt32(
    address + TmLayout.yearDay,
    Math.floor((local.getTime() - newYear) / DAY_IN_MILLISECONDS),
    true,
  );
  view.setInt32(address + TmLayout.isDaylightTime, zone.isDaylightTime(seconds, offset) ? 1 : 0, true);
  view.setInt32(address + TmLayout.offsetEast, offset, true);
}
