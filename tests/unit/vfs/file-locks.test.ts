import { expect, it } from "vitest";
import { FileLocks, LockLevel } from "../../../src/vfs/index.js";

const { NONE, SHARED, RESERVED, PENDING, EXCLUSIVE } = LockLevel;

/** What a second connection holds; what the first holds and asks for; whether it gets it; what it holds then. */
const cases: [LockLevel, LockLevel, LockLevel, boolean, LockLevel][] = [
  [NONE, NONE, SHARED, true, SHARED],
  [SHARED, NONE, SHARED, true, SHARED],
  [RESERVED, NONE, SHARED, true, SHARED],
  [EXCLUSIVE, NONE, SHARED, false, NONE],
  [NONE, SHARED, RESERVED, true, RESERVED],
  [SHARED, SHARED, RESERVED, true, RESERVED],
  [RESERVED, SHARED, RESERVED, false, SHARED],
  [NONE, RESERVED, EXCLUSIVE, true, EXCLUSIVE],
  [SHARED, RESERVED, EXCLUSIVE, false, PENDING],
  [NONE, SHARED, EXCLUSIVE, true, EXCLUSIVE],
  [SHARED, SHARED, EXCLUSIVE, false, PENDING],
  [RESERVED, SHARED, EXCLUSIVE, false, SHARED],
  [NONE, EXCLUSIVE, SHARED, true, EXCLUSIVE],
];

it.each(cases)(
  "beside a connection at level %i, from %i to %i: %s, then at %i",
  (other, from, to, granted, at) => {
    const locks = new FileLocks();
    const first = locks.connect();
    const second = locks.connect();
    if (from > NONE) expect(first.acquire(from)).toBe(true);
    if (other > NONE) expect(second.acquire(other)).toBe(true);
    expect(first.acquire(to)).toBe(granted);
    expect(first.level).toBe(at);
  },
);

it("keeps new readers out while a writer waits for the last one, and lets it in then", () => {
  const locks = new FileLocks();
  const [writer, reader, late] = [locks.connect(), locks.connect(), locks.connect()];
  reader.acquire(SHARED);
  for (const level of [SHARED, RESERVED] as const) expect(writer.acquire(level)).toBe(true);
  expect(writer.acquire(EXCLUSIVE)).toBe(false);
  expect(late.acquire(SHARED)).toBe(false);
  expect(late.isReserved).toBe(true);
  reader.release(NONE);
  expect(writer.acquire(EXCLUSIVE)).toBe(true);
  writer.release(SHARED);
  expect(late.isReserved).toBe(false);
  expect(late.acquire(SHARED)).toBe(true);
  writer.release(NONE);
  writer.release(NONE);
  expect(late.acquire(EXCLUSIVE)).toBe(true);
});
