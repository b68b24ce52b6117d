import { expect } from "vitest";
import { ResultCode } from "../../../src/base/index.js";
import { LockLevel } from "../../../src/vfs/index.js";
import type { BehaviourCase } from "./behaviour-case.js";
import type { CaseFiles } from "./case-files.js";
import { DATABASE, type FileCaller } from "./file-caller.js";

const { SQLITE_OK, SQLITE_BUSY, SQLITE_IOERR_SHORT_READ, SQLITE_NOTFOUND } = ResultCode;
const { NONE, SHARED, RESERVED, EXCLUSIVE } = LockLevel;
const GIBIBYTE = 2 ** 30;
/** `SQLITE_IOCAP_*` bits: all sizes of ATOMIC, SAFE_APPEND, SEQUENTIAL, BATCH_ATOMIC. */
const UNTRUE_PROMISES = 0x1ff | 0x200 | 0x400 | 0x4000;

/** A case on one open database file. */
function onFile(name: string, run: (c: FileCaller) => void, needs?: BehaviourCase["needs"]): BehaviourCase {
  return {
    name,
    ...(needs === undefined ? {} : { needs }),
    run(files: CaseFiles) {
      const c = files.caller();
      expect(c.open(files.path(), DATABASE)).toBe(SQLITE_OK);
      run(c);
      expect(c.close()).toBe(SQLITE_OK);
    },
  };
}

type Step = readonly [
  connection: "a" | "b",
  action: "lock" | "unlock" | "isReserved",
  level: number,
  code: number,
];

/** How locks of two connections bear with each other. @see https://www.sqlite.org/lockingv3.html */
const LOCK_STEPS: readonly Step[] = [
  ["a", "isReserved", 0, 0],
  ["a", "lock", SHARED, SQLITE_OK],
  ["b", "lock", SHARED, SQLITE_OK],
  ["a", "lock", RESERVED, SQLITE_OK],
  ["a", "isReserved", 0, 1],
  ["b", "isReserved", 0, 1],
  ["b", "lock", RESERVED, SQLITE_BUSY],
  // The writer stays PENDING: the reader may finish, no other may begin.
  ["a", "lock", EXCLUSIVE, SQLITE_BUSY],
  ["b", "unlock", NONE, SQLITE_OK],
  ["b", "lock", SHARED, SQLITE_BUSY],
  ["a", "lock", EXCLUSIVE, SQLITE_OK],
  ["b", "lock", SHARED, SQLITE_BUSY],
  ["b", "isReserved", 0, 1],
  ["a", "unlock", SHARED, SQLITE_OK],
  ["b", "isReserved", 0, 0],
  ["b", "lock", SHARED, SQLITE_OK],
  ["a", "unlock", NONE, SQLITE_OK],
  ["b", "lock", RESERVED, SQLITE_OK],
  ["b", "lock", EXCLUSIVE, SQLITE_OK],
  ["a", "lock", SHARED, SQLITE_BUSY],
  ["b", "unlock", NONE, SQLITE_OK],
  ["a", "lock", SHARED, SQLITE_OK],
  ["a", "unlock", NONE, SQLITE_OK],
];

/** The methods of `sqlite3_io_methods`. */
export const FILE_CASES: readonly BehaviourCase[] = [
  onFile("xRead fills with zeros what the file does not have, and says so", (c) => {
    expect(c.read(3, 0)).toEqual({ code: SQLITE_IOERR_SHORT_READ, bytes: [0, 0, 0] });
    c.write([1, 2, 3], 0);
    expect(c.read(3, 0)).toEqual({ code: SQLITE_OK, bytes: [1, 2, 3] });
    expect(c.read(4, 1)).toEqual({ code: SQLITE_IOERR_SHORT_READ, bytes: [2, 3, 0, 0] });
    expect(c.read(2, 100_000)).toEqual({ code: SQLITE_IOERR_SHORT_READ, bytes: [0, 0] });
  }),
  onFile("xWrite beyond the end leaves zeros between, xWrite over bytes replaces them", (c) => {
    expect([c.write([1], 0), c.write([5, 6], 70_000), c.size()]).toEqual([0, 0, 70_002]);
    expect(c.read(4, 69_998)).toEqual({ code: SQLITE_OK, bytes: [0, 0, 5, 6] });
    expect([c.write([9], 70_000), c.size()]).toEqual([0, 70_002]);
    expect(c.read(2, 70_000).bytes).toEqual([9, 6]);
  }),
  onFile("xTruncate cuts the end off, which is zeros when the file grows again", (c) => {
    c.write([1, 2, 3, 4, 5], 65_534);
    expect([c.truncate(65_536), c.size()]).toEqual([0, 65_536]);
    expect(c.read(3, 65_534)).toEqual({ code: SQLITE_IOERR_SHORT_READ, bytes: [1, 2, 0] });
    expect([c.write([8], 65_538), c.size()]).toEqual([0, 65_539]);
    expect(c.read(5, 65_534)).toEqual({ code: SQLITE_OK, bytes: [1, 2, 0, 0, 8] });
    expect([c.truncate(0), c.size()]).toEqual([0, 0]);
  }),
  ...[0x2, 0x3, 0x12].map((flags) =>
    onFile(`xSync with flags ${flags} keeps what was written`, (c) => {
      expect([c.write([1, 2], 10), c.ofFile("xSync", flags), c.size()]).toEqual([0, 0, 12]);
      expect(c.read(2, 10)).toEqual({ code: SQLITE_OK, bytes: [1, 2] });
    }),
  ),
  {
    name: "what one connection wrote and synced, another reads, also after both were closed",
    run(files) {
      const [a, b] = [files.caller(), files.caller()];
      expect([a, b].map((c) => c.open(files.path(), DATABASE))).toEqual([0, 0]);
      expect([a.lock(SHARED), a.write([1, 2, 3], 5), a.ofFile("xSync", 2), a.unlock(NONE)]).toEqual([
        0, 0, 0, 0,
      ]);
      expect([b.lock(SHARED), b.size(), b.read(3, 5).bytes, b.unlock(NONE)]).toEqual([0, 8, [1, 2, 3], 0]);
      expect([a.close(), b.close(), a.open(files.path(), DATABASE)]).toEqual([0, 0, 0]);
      expect([a.read(3, 5).bytes, a.close()]).toEqual([[1, 2, 3], 0]);
    },
  },
  {
    name: "xLock, xUnlock and xCheckReservedLock keep two connections apart as SQLite's rules say",
    needs: "locks",
    run(files) {
      const connections = { a: files.caller(), b: files.caller() };
      for (const c of Object.values(connections)) expect(c.open(files.path(), DATABASE)).toBe(SQLITE_OK);
      const codes = LOCK_STEPS.map(([name, action, level]) => connections[name][action](level));
      expect(codes).toEqual(LOCK_STEPS.map(([, , , code]) => code));
      for (const c of Object.values(connections)) expect(c.close()).toBe(SQLITE_OK);
    },
  },
  {
    name: "xClose gives the lock up",
    needs: "locks",
    run(files) {
      const [a, b] = [files.caller(), files.caller()];
      for (const c of [a, b]) c.open(files.path(), DATABASE);
      expect([SHARED, RESERVED, EXCLUSIVE].map((level) => a.lock(level))).toEqual([0, 0, 0]);
      expect([b.lock(SHARED), a.close(), b.lock(SHARED), b.close()]).toEqual([SQLITE_BUSY, 0, 0, 0]);
    },
  },
  onFile("xFileControl does not know an operation that nobody has defined", (c) => {
    expect(c.ofFile("xFileControl", 0x7fff_0000, c.buffer)).toBe(SQLITE_NOTFOUND);
  }),
  onFile("xSectorSize is a size that a sector may have", (c) => {
    const size = c.ofFile("xSectorSize");
    expect([512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536]).toContain(size);
  }),
  onFile("xDeviceCharacteristics promises nothing that a crash could break", (c) => {
    expect(c.ofFile("xDeviceCharacteristics") & UNTRUE_PROMISES).toBe(0);
  }),
  onFile(
    "reads, writes, sizes and truncation reach beyond 5 GiB",
    (c) => {
      const far = 5 * GIBIBYTE;
      expect([c.write([1], 0), c.write([2, 3], far), c.ofFile("xSync", 2)]).toEqual([0, 0, 0]);
      expect([c.size(), c.read(2, far).bytes, c.read(1, 0).bytes]).toEqual([far + 2, [2, 3], [1]]);
      // Offsets that differ in their upper half only.
      expect(c.read(2, far - 4 * GIBIBYTE)).toEqual({ code: SQLITE_OK, bytes: [0, 0] });
      expect(c.read(2, far + 1)).toEqual({ code: SQLITE_IOERR_SHORT_READ, bytes: [3, 0] });
      expect([c.truncate(far + 1), c.size(), c.truncate(2), c.size()]).toEqual([0, far + 1, 0, 2]);
    },
    "sparse",
  ),
];
