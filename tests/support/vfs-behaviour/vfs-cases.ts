import { expect } from "vitest";
import { primaryResultCode, ResultCode } from "../../../src/base/index.js";
import { OpenFlag } from "../../../src/vfs/index.js";
import type { BehaviourCase } from "./behaviour-case.js";
import { DATABASE } from "./file-caller.js";

const { SQLITE_OK, SQLITE_CANTOPEN } = ResultCode;
const ACCESS = { EXISTS: 0, READWRITE: 1 } as const;
const TRANSIENT = OpenFlag.READWRITE | OpenFlag.CREATE | 0x2000;
const DAY = 86_400_000;
/** 1970-01-01 as a Julian day number. */
const UNIX_EPOCH = 2_440_587.5;

/** The methods of `sqlite3_vfs`. */
export const VFS_CASES: readonly BehaviourCase[] = [
  {
    name: "xOpen makes a file and answers the flags it was opened with",
    run(files) {
      const c = files.caller();
      const { code, flags } = c.openWith(files.path(), DATABASE);
      expect([code, flags & 0x3]).toEqual([SQLITE_OK, OpenFlag.READWRITE]);
      expect([c.size(), c.close()]).toEqual([0, SQLITE_OK]);
    },
  },
  {
    name: "xOpen of a missing file that is not to be made is SQLITE_CANTOPEN, and opens nothing",
    run(files) {
      const c = files.caller();
      for (const flags of [OpenFlag.READWRITE, OpenFlag.READONLY]) {
        const { code } = c.openWith(files.path(), flags | OpenFlag.MAIN_DB);
        expect([code, c.pMethods]).toEqual([SQLITE_CANTOPEN, 0]);
      }
      expect(c.access(files.path(), ACCESS.EXISTS)).toBe(0);
    },
  },
  {
    name: "xOpen with EXCLUSIVE refuses a file that exists",
    needs: "exclusive",
    run(files) {
      const c = files.caller();
      expect([c.open(files.path(), DATABASE | OpenFlag.EXCLUSIVE), c.close()]).toEqual([0, 0]);
      const code = c.open(files.path(), DATABASE | OpenFlag.EXCLUSIVE);
      expect(primaryResultCode(code)).toBe(SQLITE_CANTOPEN);
    },
  },
  {
    name: "xOpen for reading only says so, and reads",
    run(files) {
      const c = files.caller();
      c.open(files.path(), DATABASE);
      expect([c.write([1, 2, 3], 0), c.close()]).toEqual([0, 0]);
      const { code, flags } = c.openWith(files.path(), OpenFlag.READONLY | OpenFlag.MAIN_DB);
      expect([code, flags & 0x3]).toEqual([SQLITE_OK, OpenFlag.READONLY]);
      expect(c.read(3, 0)).toEqual({ code: 0, bytes: [1, 2, 3] });
      c.close();
    },
  },
  {
    name: "xOpen with DELETEONCLOSE deletes at the close, also a file without a name",
    run(files) {
      const c = files.caller();
      for (const path of [files.path(), null]) {
        expect(c.open(path, TRANSIENT | OpenFlag.DELETEONCLOSE)).toBe(SQLITE_OK);
        expect(c.write([7], 100)).toBe(SQLITE_OK);
        expect([c.read(1, 100).bytes, c.size(), c.close()]).toEqual([[7], 101, SQLITE_OK]);
      }
      expect(c.access(files.path(), ACCESS.EXISTS)).toBe(0);
    },
  },
  {
    name: "xAccess and xDelete tell a file that is there from one that is not",
    run(files) {
      const c = files.caller();
      const path = files.path();
      expect([ACCESS.EXISTS, ACCESS.READWRITE].map((flags) => c.access(path, flags))).toEqual([0, 0]);
      expect(c.delete(path)).toBe(ResultCode.SQLITE_IOERR_DELETE_NOENT);
      c.open(path, DATABASE);
      expect([c.write([1], 0), c.close()]).toEqual([0, 0]);
      expect([ACCESS.EXISTS, ACCESS.READWRITE].map((flags) => c.access(path, flags))).toEqual([1, 1]);
      expect([c.delete(path), c.access(path, ACCESS.EXISTS)]).toEqual([SQLITE_OK, 0]);
    },
  },
  {
    name: "xDelete that must survive a power loss deletes too, and a deleted file comes back empty",
    run(files) {
      const c = files.caller();
      const path = files.path();
      expect([c.open(path, DATABASE), c.write([1, 2, 3], 5000), c.close()]).toEqual([0, 0, 0]);
      expect(c.ofVfs("xDelete", c.string(path), 1)).toBe(SQLITE_OK);
      expect(c.ofVfs("xDelete", c.string(path), 1)).toBe(ResultCode.SQLITE_IOERR_DELETE_NOENT);
      expect([c.open(path, DATABASE), c.size(), c.close()]).toEqual([0, 0, 0]);
    },
  },
  {
    name: "xDelete of an open file leaves it to those who have it open",
    needs: "deleteWhileOpen",
    run(files) {
      const [old, young] = [files.caller(), files.caller()];
      old.open(files.path(), DATABASE);
      expect([old.write([1], 0), old.delete(files.path())]).toEqual([0, 0]);
      young.open(files.path(), DATABASE);
      expect([young.size(), young.write([2], 0)]).toEqual([0, 0]);
      expect([old, young].map((c) => c.read(1, 0).bytes)).toEqual([[1], [2]]);
      expect([old.close(), young.close()]).toEqual([0, 0]);
    },
  },
  ...[
    ["/a/./b/../c.db", "/a/c.db"],
    ["//a///c.db", "/a/c.db"],
    ["c.db", "/c.db"],
    ["/../../c.db", "/c.db"],
    ["/ä 🎈.db", "/ä 🎈.db"],
  ].map(
    ([name = "", full]): BehaviourCase => ({
      name: `xFullPathname makes ${full} of ${name}`,
      ...(name === full ? {} : { needs: "paths" }),
      run(files) {
        const c = files.caller();
        expect(c.ofVfs("xFullPathname", c.string(name), 1000, c.buffer)).toBe(SQLITE_OK);
        expect(c.text).toBe(full);
      },
    }),
  ),
  {
    name: "xFullPathname refuses a name that is too long",
    run(files) {
      const c = files.caller();
      const code = c.ofVfs("xFullPathname", c.string(`/${"n".repeat(3000)}`), 4096, c.buffer);
      expect(primaryResultCode(code)).toBe(SQLITE_CANTOPEN);
    },
  },
  {
    name: "xRandomness gives other bytes each time",
    run(files) {
      const c = files.caller();
      const bytes = [0, 1].map(() => {
        expect(c.ofVfs("xRandomness", 32, c.buffer)).toBe(32);
        return c.bytes(32).join();
      });
      expect(bytes[0]).not.toBe(bytes[1]);
    },
  },
  {
    name: "xSleep waits as long as it says",
    run(files) {
      const c = files.caller();
      const start = Date.now();
      expect(c.ofVfs("xSleep", 20_000)).toBeGreaterThanOrEqual(20_000);
      expect(Date.now() - start).toBeGreaterThanOrEqual(18);
    },
  },
  {
    name: "xCurrentTimeInt64 tells the time of Date.now()",
    run(files) {
      const c = files.caller();
      expect(c.ofVfs("xCurrentTimeInt64", c.buffer)).toBe(SQLITE_OK);
      expect(Math.abs(Number(c.integer64) - UNIX_EPOCH * DAY - Date.now())).toBeLessThan(2000);
    },
  },
  {
    name: "xCurrentTime tells the time of Date.now()",
    needs: "xCurrentTime",
    run(files) {
      const c = files.caller();
      expect(c.ofVfs("xCurrentTime", c.buffer)).toBe(SQLITE_OK);
      expect(Math.abs((c.double - UNIX_EPOCH) * DAY - Date.now())).toBeLessThan(2000);
    },
  },
  {
    name: "xGetLastError knows what failed",
    run(files) {
      const c = files.caller();
      c.open(files.path(), OpenFlag.READWRITE | OpenFlag.MAIN_DB);
      expect(c.ofVfs("xGetLastError", 1000, c.buffer)).not.toBe(0);
    },
  },
  {
    name: "xGetLastError says which file was not there",
    needs: "errorText",
    run(files) {
      const c = files.caller();
      c.open(files.path(), OpenFlag.READWRITE | OpenFlag.MAIN_DB);
      expect(c.ofVfs("xGetLastError", 1000, c.buffer)).toBe(SQLITE_CANTOPEN);
      expect(c.text).toContain(files.path());
    },
  },
];
