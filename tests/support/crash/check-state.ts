import { checksumOf, liveAfter, planTransaction } from "./transaction-plan.js";

/** What is found in a database after a crash. */
export interface FoundState {
  /** The record that each transaction leaves of itself. */
  readonly records: readonly { number: number; rows: number; checksum: number }[];
  /** The rows that transactions insert, ordered by transaction and position. */
  readonly entries: readonly { number: number; position: number; body: Uint8Array<ArrayBuffer> }[];
  /** What `PRAGMA integrity_check` answers. */
  readonly integrity: readonly string[];
}

/** What is known of a writer that has died. */
export interface Progress {
  /** The last transaction whose commit was acknowledged; 0 for none. */
  readonly acknowledged: number;
  /** The last transaction that may have been begun. */
  readonly started: number;
}

/** Judgement of a database after a crash. */
export interface Verdict {
  /** The last transaction that is there. */
  readonly committed: number;
  /** What is wrong, in sentences; empty where the database is as it must be. */
  readonly complaints: readonly string[];
}

/**
 * Checks that a database holds exactly what its first so many transactions leave, every acknowledged one among them and
 * none of which half is there.
 */
export function checkState(seed: number, found: FoundState, { acknowledged, started }: Progress): Verdict {
  const complaints: string[] = [];
  if (found.integrity.join() !== "ok") complaints.push(`integrity_check: ${found.integrity.join("; ")}`);
  const committed = Math.max(0, ...found.records.map(({ number }) => number));
  if (committed < acknowledged) {
    complaints.push(`transaction ${acknowledged} was acknowledged, but the last one there is ${committed}`);
  }
  if (committed > started) {
    complaints.push(`transaction ${committed} is there, but ${started} was the last one begun`);
  }
  const expected = new Map(liveAfter(committed).map((number) => [number, planTransaction(seed, number)]));
  const numbers = new Set([...expected.keys(), ...found.entries.map(({ number }) => number)]);
  for (const { number } of found.records) numbers.add(number);
  for (const number of numbers) {
    const planned = expected.get(number);
    const records = found.records.filter((record) => record.number === number);
    const entries = found.entries.filter((entry) => entry.number === number);
    if (planned === undefined) {
      complaints.push(
        `transaction ${number} left ${records.length} records and ${entries.length} rows too many`,
      );
    } else if (records.length !== 1) {
      complaints.push(`transaction ${number} left ${records.length} records of itself instead of one`);
    } else if (
      records[0]?.rows !== planned.bodies.length ||
      records[0].checksum !== planned.checksum ||
      entries.length !== planned.bodies.length ||
      entries.some(({ position }, index) => position !== index) ||
      checksumOf(entries.map(({ body }) => body)) !== planned.checksum
    ) {
      complaints.push(
        `transaction ${number} is there with ${entries.length} of ${planned.bodies.length} rows, or other contents`,
      );
    }
  }
  return { committed, complaints };
}
