const integers = new Intl.NumberFormat("en");
const tenths = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** @returns for example `"20,000"` */
export function formatCount(count: number): string {
  return integers.format(count);
}

/** @returns for example `"1 row"` or `"20,000 rows"` */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/**
 * @param milliseconds - a duration
 * @returns for example `"4.2 ms"`, `"340 ms"` or `"2.1 s"`
 */
export function formatDuration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${tenths.format(milliseconds / 1000)} s`;
  return `${milliseconds < 10 ? tenths.format(milliseconds) : Math.round(milliseconds)} ms`;
}

/** @returns for example `"512 bytes"`, `"40 KB"` or `"12.5 MB"`; a KB has 1,024 bytes */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return countOf(bytes, "byte");
  const units = ["KB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${tenths.format(bytes / 1024 ** power)} ${units[power - 1]}`;
}
