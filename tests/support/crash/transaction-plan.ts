import { Random } from "./random.js";

/** One of the numbered transactions that a crash test runs in order. */
export interface PlannedTransaction {
  readonly number: number;
  /** Contents of the rows that it inserts, by position. */
  readonly bodies: readonly Uint8Array<ArrayBuffer>[];
  /** Earlier transactions of which it deletes everything. */
  readonly deletes: readonly number[];
  /** Over the bodies. */
  readonly checksum: number;
}

/** Every so many transactions, as many of the old ones are deleted. */
const DELETE_EVERY = 3;

/** How many transactions back the youngest of those lies. */
const WINDOW = 24;

/**
 * Says what a transaction does. All of it follows from the seed and the number, so what a database holds after any
 * number of transactions is known without keeping track.
 *
 * @param number - from 1 on
 */
export function planTransaction(seed: number, number: number): PlannedTransaction {
  const random = new Random(seed, number);
  const [rows, size] = random.pick([
    [1 + random.below(8), 400],
    [1 + random.below(8), 400],
    [1 + random.below(4), 9_000],
    // Larger than the caches that some lives have, so that it reaches the file before it is committed.
    [6 + random.below(6), 60_000],
  ]);
  const bodies = Array.from({ length: rows }, () => random.bytes(random.below(size)));
  return { number, bodies, deletes: deletedBy(number), checksum: checksumOf(bodies) };
}

/** Numbers of the earlier transactions of which a transaction deletes everything. */
export function deletedBy(number: number): number[] {
  if (number % DELETE_EVERY !== 0) return [];
  const numbers = Array.from({ length: DELETE_EVERY }, (_, index) => number - WINDOW - index);
  return numbers.filter((old) => old > 0);
}

/** Numbers of the transactions whose rows are there when the first `committed` have been committed, ascending. */
export function liveAfter(committed: number): number[] {
  const lastDelete = committed - (committed % DELETE_EVERY);
  const first = Math.max(1, lastDelete - WINDOW + 1);
  return Array.from({ length: committed - first + 1 }, (_, index) => first + index);
}

/** FNV-1a over the lengths and the bytes. */
export function checksumOf(bodies: readonly Uint8Array[]): number {
  let hash = 0x811c9dc5;
  for (const body of bodies) {
    hash = Math.imul(hash ^ body.length, 0x01000193);
    for (let index = 0; index < body.length; index++) hash = Math.imul(hash ^ body[index]!, 0x01000193);
  }
  return hash >>> 0;
}
