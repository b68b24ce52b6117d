import { afterEach, expect, it } from "vitest";
import { ResultCode } from "../../../src/base/index.js";
import { loadEngine } from "../../../src/engine/index.js";
import { LockLevel, OpenFlag, type RegisteredVfs, registerVfs } from "../../../src/vfs/index.js";
import { canShareHandles } from "../../../src/vfs/opfs/async-proxy/stored-file.js";
import { Opfs } from "../../../src/vfs/opfs/index.js";
import { causeFault, type Fault, faultyProxyUrl } from "../../support/opfs/faulty-proxy.js";
import { askForProxy } from "../../support/opfs/sibling-proxy.js";
import { DATABASE, FileCaller } from "../../support/vfs-behaviour/file-caller.js";

const { SHARED, RESERVED, NONE } = LockLevel;
const TEMPORARY = OpenFlag.READWRITE | OpenFlag.CREATE | 0x200;
const FCNTL_SYNC = 21;

/** Milliseconds after which a dead proxy is given up; ready it is in a tenth of that. */
const TIMEOUT = 1_200;

const running: Opfs[] = [];
afterEach(() => {
  for (const opfs of running.splice(0)) opfs.close();
});

let vfs: RegisteredVfs;

/** C code over a storage whose proxy fails when it is told to on a channel. */
async function startOn(channel: string): Promise<FileCaller> {
  const [engine, opfs] = [
    await loadEngine(),
    await Opfs.create({ proxyPort: askForProxy(faultyProxyUrl({ channel })), timeout: TIMEOUT }),
  ];
  running.push(opfs);
  vfs = registerVfs(engine.capi, opfs.vfs);
  return new FileCaller(engine, vfs.name);
}

/** The name of a code. */
function nameOf(code: number): string | undefined {
  return Object.entries(ResultCode).find(([, value]) => value === code)?.[0];
}

interface Failing {
  readonly method: string;
  readonly code: keyof typeof ResultCode;
  readonly fault: Fault;
  readonly flags?: number;
  /** What has to be done before. */
  prepare?(c: FileCaller): void;
  call(c: FileCaller, path: string): number;
}

/** Has a page stored, under the lock. */
function store(c: FileCaller): void {
  expect([c.lock(SHARED), c.write([1, 2, 3], 0), c.ofFile("xSync", 2)]).toEqual([0, 0, 0]);
}

const FAILING: readonly Failing[] = [
  {
    method: "xRead",
    code: "SQLITE_IOERR_READ",
    fault: "close-handles",
    prepare: store,
    call: (c) => c.read(3, 0).code,
  },
  {
    method: "xWrite, when it is handed over",
    code: "SQLITE_IOERR_WRITE",
    fault: "close-handles",
    prepare: store,
    call: (c) => c.write([4], 0) || c.ofFile("xFileControl", FCNTL_SYNC, 0),
  },
  {
    method: "xTruncate",
    code: "SQLITE_IOERR_TRUNCATE",
    fault: "close-handles",
    prepare: store,
    call: (c) => c.truncate(1),
  },
  {
    method: "xSync",
    code: "SQLITE_IOERR_FSYNC",
    fault: "close-handles",
    prepare(c) {
      store(c);
      expect([c.write([4], 0), c.ofFile("xFileControl", FCNTL_SYNC, 0)]).toEqual([0, 0]);
    },
    call: (c) => c.ofFile("xSync", 2),
  },
  {
    method: "xFileSize",
    code: "SQLITE_IOERR_FSTAT",
    fault: "close-handles",
    flags: TEMPORARY,
    call: (c) => -c.size(),
  },
  { method: "xLock", code: "SQLITE_IOERR_LOCK", fault: "die", call: (c) => c.lock(SHARED) },
  { method: "xClose", code: "SQLITE_IOERR_CLOSE", fault: "die", call: (c) => c.close() },
  {
    method: "xDelete",
    code: "SQLITE_IOERR_DELETE",
    fault: "die",
    call: (c, path) => c.delete(`${path}-wal`),
  },
  {
    method: "xAccess",
    code: "SQLITE_IOERR_ACCESS",
    fault: "die",
    call: (c, path) => -c.access(`${path}-wal`, 0),
  },
  { method: "xOpen", code: "SQLITE_CANTOPEN", fault: "die", call: (c, path) => c.open(`${path}2`, DATABASE) },
];

/** What a lock over all threads does without the proxy where handles are not shared. */
const FAILING_WHERE_READERS_SHARE: readonly Failing[] = [
  {
    method: "xCheckReservedLock",
    code: "SQLITE_IOERR_CHECKRESERVEDLOCK",
    fault: "die",
    prepare: (c) => void c.lock(SHARED),
    call: (c) => -c.isReserved(),
  },
  {
    method: "xUnlock",
    code: "SQLITE_IOERR_UNLOCK",
    fault: "die",
    prepare: (c) => void [SHARED, RESERVED].map((level) => c.lock(level)),
    call: (c) => c.unlock(NONE),
  },
];

const failing = canShareHandles() ? [...FAILING, ...FAILING_WHERE_READERS_SHARE] : FAILING;
it.each(failing.map((each) => [each.method, each.code, each] as const))(
  "%s says %s when the storage is lost, and why",
  async (_, code, { fault, flags = DATABASE, prepare, call }) => {
    const c = await startOn(code);
    const path = `/${code}.db`;
    expect(c.open(path, flags)).toBe(0);
    prepare?.(c);
    await causeFault(code, fault);
    expect(nameOf(call(c, path))).toBe(code);
    expect(vfs.takeLastError()).toMatchObject({ name: "StorageError", code: "lost" });
  },
);

it("a path that leads through a file cannot be opened, looked at or deleted", async () => {
  const c = await startOn("through");
  expect([c.open("/through.db", DATABASE), c.write([1], 0), c.close()]).toEqual([0, 0, 0]);
  const path = "/through.db/inner.db";
  const codes = [c.open(path, DATABASE), -c.access(path, 0), c.delete(path)];
  expect(codes.map(nameOf)).toEqual(["SQLITE_CANTOPEN", "SQLITE_IOERR_ACCESS", "SQLITE_IOERR_DELETE"]);
});

it("a folder cannot be opened", async () => {
  const c = await startOn("names");
  expect([c.open("/names/a.db", DATABASE), c.close()]).toEqual([0, 0]);
  expect(nameOf(c.open("/names", DATABASE))).toBe("SQLITE_CANTOPEN");
});

it("xDelete of a file that is open, here or behind another proxy, is SQLITE_BUSY, and it goes on", async () => {
  const c = await startOn("open");
  expect([c.open("/open.db", DATABASE), c.write([1, 2], 0)]).toEqual([0, 0]);
  expect(nameOf(c.delete("/open.db"))).toBe("SQLITE_BUSY");
  expect(vfs.takeLastError()).toMatchObject({ name: "StorageError", code: "locked" });
  expect([c.read(2, 0).bytes, c.close()]).toEqual([[1, 2], 0]);
  // Another thread as far as the proxies can tell.
  const other = await Opfs.create({ proxyPort: askForProxy() });
  running.push(other);
  const file = other.vfs.xOpen("/open.db", DATABASE);
  expect(file.xLock(SHARED)).toBe(true);
  expect(nameOf(c.delete("/open.db"))).toBe("SQLITE_BUSY");
  file.xClose();
  expect(c.delete("/open.db")).toBe(0);
});
