import { describe, expect, it } from "vitest";
import { deleteDatabase, open } from "web-sqlite-v2";
import { rejection } from "../../support/client/rejection.js";
import { editPool } from "./pool-bytes.js";
import { startWriter } from "./writer.js";

/** Makes a database of many pages and closes it. */
async function createNotes(name: string): Promise<void> {
  const db = await open(name);
  await db.exec(`CREATE TABLE note(id INTEGER PRIMARY KEY, text);
    WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000)
    INSERT INTO note SELECT n, 'note number ' || n FROM c`);
  await db.close();
}

/** Opens a database that was edited, and gives the errors of two statements. */
async function errorsOf(name: string): Promise<Error[]> {
  const db = await open(name);
  const errors = [
    await rejection(db.query("SELECT count(*) FROM note")),
    await rejection(db.exec("INSERT INTO note VALUES (NULL, 'more')")),
  ];
  await db.close();
  return errors;
}

describe("a database in OPFS", () => {
  it.each(["notes.db", "a/../b.db", "ünï😀.db"])(
    "named %s is there when it is opened again",
    async (name) => {
      await createNotes(name);
      const db = await open(name, { requirePersistence: true });
      expect(db.storage).toEqual({
        kind: "opfs-sahpool",
        persistent: true,
        path: `web-sqlite-v2/${encodeURIComponent(name)}`,
        reason: "it is the fastest storage that persists",
        alternatives: [
          { kind: "opfs", reason: expect.stringContaining("slower") as string },
          { kind: "memory", reason: expect.stringContaining("gone when it is closed") as string },
        ],
      });
      expect(db.environment).toMatchObject({ context: "dedicated-worker", opfs: { available: true } });
      expect(await db.query("SELECT count(*) AS count FROM note")).toEqual([{ count: 2000 }]);
      await db.close();
    },
  );

  it("keeps what was committed, and only that, when its worker is terminated", async () => {
    const writer = await startWriter("killed.db");
    const committed = await writer.commitSome();
    await writer.leaveTransactionOpen();
    writer.terminate();
    const db = await open("killed.db");
    expect(await db.query("SELECT count(*) AS count FROM note")).toEqual([{ count: committed }]);
    expect(await db.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    await db.close();
  });

  it("attaches other databases of its folder, which persist with it", async () => {
    const write = await open("main.db");
    await write.exec("ATTACH 'other.db' AS other; CREATE TABLE other.t AS SELECT 7 AS a");
    await write.close();
    const read = await open("main.db");
    await read.exec("ATTACH 'other.db' AS other");
    expect(await read.query("SELECT a FROM other.t")).toEqual([{ a: 7 }]);
    await read.close();
  });

  it("may have more files open than the pool began with", async () => {
    const db = await open("many.db");
    for (let index = 0; index < 9; index++) {
      await db.exec(`ATTACH 'part${index}.db' AS part${index}`);
      await db.exec(`CREATE TABLE part${index}.t AS SELECT ${index} AS a`);
    }
    await db.transaction(async (tx) => {
      for (let index = 0; index < 9; index++) await tx.run(`INSERT INTO part${index}.t VALUES (?)`, [index]);
    });
    expect(await db.query("SELECT count(*) AS count FROM part8.t")).toEqual([{ count: 2 }]);
    await db.close();
  });

  it("that is no database is SQLITE_NOTADB, and stays as it is", async () => {
    const bytes = new TextEncoder().encode("these bytes are not a database ".repeat(1000));
    const size = await editPool({ folder: "notadb.db", bytes });
    expect(await rejection(open("notadb.db"))).toMatchObject({
      name: "CorruptError",
      code: "SQLITE_NOTADB",
      resultCode: 26,
    });
    expect(await editPool({ folder: "notadb.db", keepFraction: 1 })).toBe(size);
  });

  it("that was cut off is SQLITE_CORRUPT, and stays as it is", async () => {
    await createNotes("cut.db");
    const size = await editPool({ folder: "cut.db", keepFraction: 0.4 });
    for (const error of await errorsOf("cut.db")) {
      expect(error).toMatchObject({ name: "CorruptError", resultCode: 11 });
    }
    expect(await editPool({ folder: "cut.db", keepFraction: 1 })).toBe(size);
  });

  it("gives 200,000 rows", async () => {
    const db = await open("large.db");
    await db.exec(`CREATE TABLE large AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200000)
      SELECT n, 'row ' || n AS text, n / 8.0 AS number FROM c`);
    const rows = await db.query<{ n: number; text: string; number: number }>("SELECT * FROM large");
    expect(rows).toHaveLength(200_000);
    expect(rows[199_999]).toEqual({ n: 200_000, text: "row 200000", number: 25_000 });
    await db.close();
  });
});

describe("a pool's reserve", () => {
  const attach = (index: number) => `ATTACH 'more-${index}.db' AS more; CREATE TABLE more.t(a);
    INSERT INTO more.t VALUES (${index}); DETACH more`;
  const COUNT = 25;

  it.each([
    [
      "one after the other",
      async (run: (index: number) => Promise<void>) => {
        for (let index = 0; index < COUNT; index++) await run(index);
      },
    ],
    [
      "all at once",
      async (run: (index: number) => Promise<void>) => {
        await Promise.all(Array.from({ length: COUNT }, (_, index) => run(index)));
      },
    ],
  ])("has files for databases that are made %s", async (_, loop) => {
    const db = await open("reserve.db", { storage: "opfs-sahpool" });
    await loop((index) => db.exec(attach(index)));
    // Each with a journal of its own in one transaction: as many more files at a time as the reserve has.
    await db.exec("ATTACH 'more-0.db' AS one; ATTACH 'more-1.db' AS two");
    await db.transaction(async (tx) => {
      await tx.run("UPDATE one.t SET a = a + 100");
      await tx.run("UPDATE two.t SET a = a + 100");
    });
    expect(await db.value("SELECT one.t.a + two.t.a FROM one.t, two.t")).toBe(201);
    await db.exec(`DETACH one; DETACH two; ATTACH 'more-${COUNT - 1}.db' AS last`);
    expect(await db.value("SELECT a FROM last.t")).toBe(COUNT - 1);
    await db.close();
    await deleteDatabase("reserve.db");
  });
});
