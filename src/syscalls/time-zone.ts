const MILLISECONDS = 1000;

/** Largest distance from 1970 that a Date can hold, in seconds. */
const MAX_SECONDS = 8.64e12;

/** The two zone names and two offsets that tzset(3) publishes. */
export interface ZoneSummary {
  /** Seconds east of Greenwich outside daylight saving time. */
  readonly standardOffset: number;
  /** Whether the zone has daylight saving time this year. */
  readonly hasDaylightTime: boolean;
  readonly standardName: string;
  /** Same as the standard name where there is no daylight saving time. */
  readonly daylightName: string;
}

/** Tells the offset of local time at any moment, from the host's own time zone data. */
export class TimeZone {
  readonly #format: Intl.DateTimeFormat | undefined;
  readonly #name: string | undefined;
  #yearOfOffsets = Number.NaN;
  #standardOffset = 0;
  #daylightOffset = 0;

  /**
   * @param name - an IANA zone name such as `"Europe/Berlin"`; `undefined` means the host's zone
   * @throws RangeError when the host does not know the zone
   */
  constructor(name?: string) {
    if (name === undefined) return;
    this.#name = name;
    this.#format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      calendar: "gregory",
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  /**
   * @param seconds - since 1970, whole
   * @returns seconds east of Greenwich at that moment; `NaN` outside the years that Date can hold
   */
  offsetAt(seconds: number): number {
    if (!(Math.abs(seconds) <= MAX_SECONDS)) return Number.NaN;
    const date = new Date(seconds * MILLISECONDS);
    const local = this.#format === undefined ? localFields(date) : zoneFields(this.#format, date);
    return local / MILLISECONDS - seconds;
  }

  /** Whether daylight saving time is in force: the offset is the larger one of that year's January and July. */
  isDaylightTime(seconds: number, offset: number): boolean {
    this.#findOffsets(new Date((seconds + offset) * MILLISECONDS).getUTCFullYear());
    return this.#daylightOffset !== this.#standardOffset && offset === this.#daylightOffset;
  }

  /** @param seconds - a moment in the year that is asked about */
  summary(seconds: number): ZoneSummary {
    const year = new Date(seconds * MILLISECONDS).getUTCFullYear();
    this.#findOffsets(year);
    const winter = utcOf(year, 0);
    const summer = utcOf(year, 6);
    const winterIsStandard = this.offsetAt(winter / MILLISECONDS) === this.#standardOffset;
    return {
      standardOffset: this.#standardOffset,
      hasDaylightTime: this.#daylightOffset !== this.#standardOffset,
      standardName: this.#shortName(winterIsStandard ? winter : summer),
      daylightName: this.#shortName(winterIsStandard ? summer : winter),
    };
  }

  #findOffsets(year: number): void {
    if (year === this.#yearOfOffsets) return;
    const winter = this.offsetAt(utcOf(year, 0) / MILLISECONDS);
    const summer = this.offsetAt(utcOf(year, 6) / MILLISECONDS);
    this.#standardOffset = Math.min(winter, summer);
    this.#daylightOffset = Math.max(winter, summer);
    this.#yearOfOffsets = year;
  }

  #shortName(milliseconds: number): string {
    const parts = new Intl.DateTimeFormat("en-US", {
      ...(this.#name === undefined ? {} : { timeZone: this.#name }),
      timeZoneName: "short",
    }).formatToParts(milliseconds);
    return parts.find((part) => part.type === "timeZoneName")?.value ?? "UTC";
  }
}

/** Milliseconds from 1970 to these fields, read as UTC. Unlike Date.UTC it takes the years 0 to 99 as they are. */
function utcOf(year: number, month: number, day = 1, hour = 0, minute = 0, second = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.setUTCHours(hour, minute, second, 0);
}

function localFields(date: Date): number {
  return utcOf(
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
  );
}

function zoneFields(format: Intl.DateTimeFormat, date: Date): number {
  const fields: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of format.formatToParts(date)) fields[type] = value;
  const year = Number(fields.year);
  return utcOf(
    fields.era === "BC" ? 1 - year : year,
    Number(fields.month) - 1,
    Number(fields.day),
    Number(fields.hour),
    Number(fields.minute),
    Number(fields.second),
  );
}
