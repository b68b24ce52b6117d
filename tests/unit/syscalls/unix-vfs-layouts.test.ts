import { beforeAll, describe, expect, it } from "vitest";
import type { FileEngine } from "../../../src/engine/index.js";
import { createFs, S_IFMT } from "../../../src/fs/index.js";
import { Database } from "../../../src/oo1/index.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";
import { allRows, firstValue, withDatabase } from "../../support/syscalls/sqlite-files.js";

const GIB = 2 ** 30;

/** Places of methods in `sqlite3_io_methods`, in bytes. */
const Method = { READ: 8, WRITE: 12, TRUNCATE: 16, FILE_SIZE: 24 };

/** The C code inside sqlite3.wasm reads what the system calls wrote, so that both agree on every layout. */
describe("what SQLite sees through its unix VFS", () => {
  let engine: FileEngine;
  let db: Database;
  let method: (offset: number, ...args: (number | bigint)[]) => number;
  const out = (size: number) => engine.allocator.alloc(size);

  beforeAll(async () => {
    const clock = { now: () => Date.UTC(2024, 6, 3, 9, 46, 40, 250), monotonic: () => 1 };
    engine = await loadTestEngine({
      fs: createFs(),
      syscallOptions: { environ: { TZ: "Europe/Berlin" }, clock },
    });
    db = new Database(engine.capi, { filename: "/main.db", vfs: "unix" });
    db.exec("CREATE TABLE t(x)");
    const slot = out(4);
    const schema = engine.allocator.allocCString("main");
    const SQLITE_FCNTL_FILE_POINTER = 7;
    engine.capi.sqlite3_file_control(db.pointer, schema, SQLITE_FCNTL_FILE_POINTER, slot);
    const file = engine.heap.peekPointer(slot);
    const table = engine.runtime.rawExports.__indirect_function_table as WebAssembly.Table;
    method = (offset, ...args) => {
      const methods = engine.heap.peekPointer(file);
      const index = engine.heap.u32[(methods + offset) >> 2] as number;
      return (table.get(index) as (...all: (number | bigint)[]) => number)(file, ...args);
    };
    return () => db.close();
  });

  it.each([8192, 4 * GIB + 123, 2 ** 42 + 1])("a file size of %d bytes", (size) => {
    expect(method(Method.TRUNCATE, BigInt(size))).toBe(0);
    expect(engine.fs.stat("/main.db").size).toBe(size);
    const result = out(8);
    expect(method(Method.FILE_SIZE, result)).toBe(0);
    expect(engine.heap.peekI64(result)).toBe(BigInt(size));
  });

  it("bytes written and read beyond 4 GiB", () => {
    const offset = 5n * BigInt(GIB);
    const [source, target] = [engine.allocator.allocBytes(Buffer.from("far away")), out(16)];
    expect(method(Method.TRUNCATE, 0n)).toBe(0);
    expect(method(Method.WRITE, source, 8, offset)).toBe(0);
    expect(engine.fs.stat("/main.db").size).toBe(5 * GIB + 8);
    expect(method(Method.READ, target, 8, offset)).toBe(0);
    expect(Buffer.from(engine.heap.copyOut(target, 8)).toString()).toBe("far away");
    const SQLITE_IOERR_SHORT_READ = 522;
    expect(method(Method.READ, target, 16, offset)).toBe(SQLITE_IOERR_SHORT_READ);
    expect([...engine.heap.copyOut(target, 16).subarray(8)]).toEqual(Array(8).fill(0));
  });

  it("mode, user and group of the database, which its journal gets too", async () => {
    const other = await loadTestEngine();
    withDatabase(other, "/own.db", "unix", (own) => {
      own.exec("CREATE TABLE t(x)");
      other.fs.chmod("/own.db", 0o640);
      other.fs.chown("/own.db", 1234, 5678);
    });
    withDatabase(other, "/own.db", "unix", (own) => {
      own.exec("PRAGMA journal_mode=PERSIST; INSERT INTO t VALUES(1)");
      const { mode, uid, gid } = other.fs.stat("/own.db-journal");
      expect([mode & ~S_IFMT, uid, gid]).toEqual([0o640, 1234, 5678]);
    });
  });

  it("device and inode, by which two connections find each other's locks", async () => {
    const other = await loadTestEngine();
    other.fs.mkdir("/d");
    withDatabase(other, "/one.db", "unix", (one) => {
      withDatabase(other, "/d/../one.db", "unix", (again) => {
        withDatabase(other, "/two.db", "unix", (two) => {
          one.exec("BEGIN EXCLUSIVE");
          expect(() => again.exec("BEGIN EXCLUSIVE")).toThrow(/locked/);
          two.exec("BEGIN EXCLUSIVE; COMMIT");
          one.exec("COMMIT");
          again.exec("BEGIN EXCLUSIVE; COMMIT");
        });
      });
    });
  });

  it("symbolic links, which it follows to the file's real name", () => {
    engine.fs.mkdir("/links");
    engine.fs.symlink("../real.db", "/links/alias.db");
    withDatabase(engine, "/links/alias.db", "unix", (linked) => {
      linked.exec("CREATE TABLE t(x)");
      expect(firstValue(linked, "SELECT file FROM pragma_database_list")).toBe("/real.db");
    });
  });

  it("the clock and local time in the zone of TZ", () => {
    const sql = `SELECT strftime('%Y-%m-%d %H:%M:%f', 'now'), datetime('now', 'localtime'),
      datetime(0, 'unixepoch', 'localtime'), datetime('2024-07-01 12:00', 'utc')`;
    expect(allRows(db, sql)).toEqual([
      ["2024-07-03 09:46:40.250", "2024-07-03 11:46:40", "1970-01-01 01:00:00", "2024-07-01 10:00:00"],
    ]);
  });

  it("paths from the current directory", async () => {
    const other = await loadTestEngine();
    other.fs.mkdirTree("/home/web");
    other.fs.chdir("/home/web");
    withDatabase(other, "here.db", "unix", (here) => here.exec("CREATE TABLE t(x)"));
    expect(other.fs.readdir("/home/web")).toEqual([".", "..", "here.db"]);
  });
});
