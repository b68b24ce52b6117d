import type { SqlValue } from "web-sqlite-v2";

/** NULL, then numbers, then texts, then blobs. */
function rank(value: SqlValue): number {
  if (value === null) return 0;
  if (typeof value === "string") return 2;
  return typeof value === "object" ? 3 : 1;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/**
 * Orders values as `ORDER BY` does, but texts by UTF-16 code unit, which differs from SQLite's order only between
 * characters beyond U+FFFF and those from U+E000 on.
 *
 * @see https://www.sqlite.org/datatype3.html#sort_order
 * @returns less than, equal to or greater than 0
 */
export function compareValues(a: SqlValue, b: SqlValue): number {
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference;
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compareBytes(a, b);
  if (a === b || a === null || b === null) return 0;
  return a < b ? -1 : 1;
}
