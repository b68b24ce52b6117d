import { afterEach, describe, expect, it } from "vitest";
import { type Database, type OpenOptions, open, StorageError } from "web-sqlite-v2";
import { rejection } from "../../support/client/rejection.js";
import { fileBytes, writeFile } from "../../support/opfs/plain-files.js";
import { terminateWorkers, watchWorkers } from "../../support/client/watched-workers.js";

const opened: Database[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.close()));
});

/** Opens a database that is closed after the test. */
async function openShared(name: string, options: OpenOptions = {}): Promise<Database> {
  const db = await open(name, { ...options, storage: "opfs" });
  opened.push(db);
  return db;
}

async function count(db: Database): Promise<unknown> {
  const [row] = await db.query("SELECT count(*) AS count FROM note");
  return row?.count;
}

/** Makes a database of many pages and closes it. */
async function createNotes(name: string): Promise<void> {
  const db = await openShared(name);
  await db.exec(`CREATE TABLE note(id INTEGER PRIMARY KEY, text);
    WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000)
    INSERT INTO note SELECT n, 'note number ' || n FROM c`);
  await db.close();
}

describe("a plain file in OPFS", () => {
  it.each([
    ["notes.db", "/notes.db"],
    ["/deep/er/notes.db", "/deep/er/notes.db"],
    ["ünï 😀?#%.db", "/ünï 😀?#%.db"],
  ])("named %s lies at %s, is there when it is opened again, and has no journal left", async (name, path) => {
    await createNotes(name);
    expect(new TextDecoder().decode((await fileBytes(path)).subarray(0, 15))).toBe("SQLite format 3");
    expect(await rejection(fileBytes(`${path}-journal`))).toMatchObject({ name: "NotFoundError" });
    const db = await openShared(name, { requirePersistence: true });
    expect(db.storage).toEqual({
      kind: "opfs",
      persistent: true,
      path,
      reason: "the option storage asks for it",
      alternatives: [
        { kind: "opfs-sahpool", reason: "the option storage asks for opfs" },
        { kind: "memory", reason: "the option storage asks for opfs" },
      ],
    });
    expect(await count(db)).toBe(2000);
  });

  it("is another database than the one of the same name in a pool", async () => {
    await createNotes("same.db");
    const pool = await open("same.db", { storage: "opfs-sahpool" });
    expect(await rejection(pool.query("SELECT * FROM note"))).toMatchObject({ code: "SQLITE_ERROR" });
    await pool.close();
  });

  it("attaches other files, which persist too", async () => {
    const db = await openShared("main.db");
    await db.exec("ATTACH '/folder/other.db' AS other; CREATE TABLE other.note AS SELECT 7 AS a");
    await db.close();
    expect(await count(await openShared("folder/other.db"))).toBe(1);
  });

  it("flushes its commits, whatever durability is asked for", async () => {
    const db = await openShared("relaxed.db", { durability: "relaxed" });
    expect(await db.query("PRAGMA synchronous")).toEqual([{ synchronous: 2 }]);
  });

  it("may not be a name that leads nowhere", async () => {
    const error = await rejection(open("../secret.db", { storage: "opfs" }));
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ code: "invalid-name" });
  });

  it("cannot lie in a file", async () => {
    await createNotes("file.db");
    expect(await rejection(open("file.db/inner.db", { storage: "opfs" }))).toMatchObject({
      name: "IoError",
      code: "SQLITE_CANTOPEN",
      cause: { code: expect.any(String) as string },
    });
  });
});

describe("several connections of a page", () => {
  it("have one file open, and see each other's commits", async () => {
    const [first, second] = [await openShared("shared.db"), await openShared("shared.db")];
    await first.exec("CREATE TABLE note(a); INSERT INTO note VALUES (1)");
    expect(await count(second)).toBe(1);
    await second.exec("INSERT INTO note VALUES (2)");
    expect(await count(first)).toBe(2);
  });

  it("write at the same time and lose nothing", async () => {
    const all = await Promise.all([1, 2, 3].map(() => openShared("parallel.db")));
    await all[0]?.exec("CREATE TABLE note(a)");
    await Promise.all(
      all.map(async (db) => {
        for (let value = 0; value < 30; value++) await db.run("INSERT INTO note VALUES (?)", [value]);
      }),
    );
    expect(await Promise.all(all.map(count))).toEqual([90, 90, 90]);
    expect(await all[1]?.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  });

  it("wait for a transaction as long as their busy timeout, and are told SQLITE_BUSY then", async () => {
    const [first, second] = [await openShared("busy.db"), await openShared("busy.db")];
    await first.exec("CREATE TABLE note(a)");
    expect(await count(second)).toBe(0);
    expect(await second.query("PRAGMA busy_timeout")).toEqual([{ timeout: 10_000 }]);
    await second.exec("PRAGMA busy_timeout = 300");
    await first.transaction(async (tx) => {
      await tx.run("INSERT INTO note VALUES (1)");
      expect(await rejection(second.run("INSERT INTO note VALUES (2)"))).toMatchObject({
        name: "BusyError",
        code: "SQLITE_BUSY",
        resultCode: 5,
      });
    });
    await second.run("INSERT INTO note VALUES (2)");
    expect(await count(first)).toBe(2);
  });

  it("find what was committed, and only that, when one's worker is terminated", async () => {
    const other = await openShared("killed.db");
    watchWorkers();
    const victim = await open("killed.db", { storage: "opfs" });
    await victim.exec("CREATE TABLE note(text); INSERT INTO note VALUES ('first')");
    expect(await count(other)).toBe(1);
    await new Promise<void>((resolve) => {
      void victim.transaction(async (tx) => {
        // Large enough to reach the file before the commit that never comes.
        await tx.exec("PRAGMA cache_size = 2");
        for (let id = 0; id < 500; id++) await tx.run("INSERT INTO note VALUES (hex(randomblob(2000)))");
        resolve();
        await new Promise(() => {});
      });
    });
    terminateWorkers();
    expect(await count(other)).toBe(1);
    await other.run("INSERT INTO note VALUES ('next')");
    expect(await other.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  });
});

describe("a damaged file", () => {
  it("that is no database is SQLITE_NOTADB, and stays as it is", async () => {
    const bytes = new TextEncoder().encode("these bytes are not a database ".repeat(1000));
    await writeFile("/notadb.db", bytes);
    expect(await rejection(open("notadb.db", { storage: "opfs" }))).toMatchObject({
      name: "CorruptError",
      code: "SQLITE_NOTADB",
      resultCode: 26,
    });
    expect(await fileBytes("/notadb.db")).toEqual(bytes);
  });

  it("that was cut off is SQLITE_CORRUPT, and stays as it is", async () => {
    await createNotes("cut.db");
    const whole = await fileBytes("/cut.db");
    const cut = whole.slice(0, whole.length * 0.4);
    await writeFile("/cut.db", cut);
    const db = await openShared("cut.db");
    expect(await rejection(count(db))).toMatchObject({ name: "CorruptError", resultCode: 11 });
    expect(await rejection(db.exec("INSERT INTO note VALUES (NULL, 'more')"))).toMatchObject({
      name: "CorruptError",
      resultCode: 11,
    });
    await db.close();
    expect(await fileBytes("/cut.db")).toEqual(cut);
  });
});

describe("the script of the storage proxy", () => {
  it("may be named", async () => {
    const proxyUrl = "/dist/worker/async-proxy/index.js";
    const db = await openShared("named.db", { proxyUrl });
    expect(await db.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it.each([
    ["is missing", "/missing.js", /missing\.js could not be loaded: HTTP status 404/],
    ["is no JavaScript", scriptOf("this is no script"), /./],
  ])("that %s rejects open with the reason", async (_, proxyUrl, reason) => {
    const error = await rejection(open("app.db", { storage: "opfs", proxyUrl }));
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ code: "failed" });
    expect(error.message).toMatch(/^the storage proxy does not work: /);
    expect(error.message).toMatch(reason);
  });
});

function scriptOf(source: string): string {
  return URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
}
