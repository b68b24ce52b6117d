import { afterEach, describe, expect, it } from "vitest";
import {
  type ChangeEvent,
  type Database,
  deleteDatabase,
  listDatabases,
  open,
  type StorageKind,
} from "web-sqlite-v2";
import { rejection } from "../../support/client/rejection.js";
import { terminateWorkers, watchWorkers } from "../../support/client/watched-workers.js";

const opened: Database[] = [];
const controllers: AbortController[] = [];
afterEach(async () => {
  for (const controller of controllers.splice(0)) controller.abort();
  await Promise.all(opened.splice(0).map((db) => db.close().catch(() => {})));
});

let victims = 0;

/**
 * Opens a database whose worker is going to be terminated, by a client of its own: the page's would go on using the worker,
 * of whose end it is not told.
 */
async function openVictim(storage: StorageKind, name: string): Promise<Database> {
  watchWorkers();
  const client = `/dist/client/index.js?victim=${++victims}`;
  const module = (await import(/* @vite-ignore */ client)) as { readonly open: typeof open };
  return module.open(name, { storage });
}

/** Opens a database that is closed after the test. */
async function openAs(storage: StorageKind, name: string): Promise<Database> {
  const db = await open(name, { storage });
  opened.push(db);
  return db;
}

/** Fills a database with notes of a kilobyte. */
async function fill(db: Database, count: number, text: string): Promise<void> {
  await db.exec(`DROP TABLE IF EXISTS note; CREATE TABLE note(id INTEGER PRIMARY KEY, text, filler);
    WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${count})
    INSERT INTO note SELECT n, '${text}', randomblob(1000) FROM c`);
}

async function summary(db: Database): Promise<unknown> {
  const [row] = await db.query("SELECT count(*) AS count, min(text) AS first, max(text) AS last FROM note");
  const [check] = await db.query("PRAGMA integrity_check");
  return [row?.count, row?.first, row?.last, check?.integrity_check];
}

/** A stream that gives some of the bytes and then nothing more, until the test is over. */
function stalled(bytes: Uint8Array<ArrayBuffer>, length: number): ReadableStream<Uint8Array> {
  const controller = new AbortController();
  controllers.push(controller);
  return new ReadableStream({
    start(stream) {
      for (let offset = 0; offset < length; offset += 65_536) {
        stream.enqueue(bytes.slice(offset, Math.min(offset + 65_536, length)));
      }
    },
    pull: () => new Promise((resolve) => controller.signal.addEventListener("abort", () => resolve())),
  });
}

const countTemporaryFiles = async (): Promise<number> => {
  const root = await navigator.storage.getDirectory();
  let count = 0;
  for (const path of [["web-sqlite-v2", "~temporary"], [".opfs-temporary"]]) {
    let folder = root;
    try {
      for (const name of path) folder = await folder.getDirectoryHandle(name);
    } catch {
      continue;
    }
    for await (const name of folder.keys()) if (/^(?:im|ex)port-/.test(name)) count++;
  }
  return count;
};

/** Whole databases in one storage. */
export function describeData(storage: StorageKind): void {
  describe(`a database in ${storage}`, () => {
    it("is exported as it was, while it is written to, and imported again", async () => {
      const db = await openAs(storage, "data.db");
      await fill(db, 5000, "before");
      const stream = await db.export();
      await fill(db, 100, "after");
      await db.import(stream);
      expect(await summary(db)).toEqual([5000, "before", "before", "ok"]);
      await db.exec("UPDATE note SET text = 'changed'");
      expect(await summary(db)).toEqual([5000, "changed", "changed", "ok"]);
      expect(await countTemporaryFiles()).toBe(0);
    });

    it("is exported as a file that says rollback journal, whole, by every form", async () => {
      const db = await openAs(storage, "forms.db");
      await fill(db, 1200, "form");
      const bytes = await db.export({ as: "bytes" });
      expect([...bytes.slice(18, 20), bytes.length % 8192]).toEqual([1, 1, 0]);
      const blob = await db.export({ as: "blob" });
      const streamed = new Uint8Array(await new Response(await db.export()).arrayBuffer());
      for (const other of [new Uint8Array(await blob.arrayBuffer()), streamed]) {
        expect(other.length).toBe(bytes.length);
        expect(other.findIndex((byte, index) => byte !== bytes[index])).toBe(-1);
      }
    });

    it("is what it was when an import is damaged or aborted", async () => {
      const db = await openAs(storage, "refused.db");
      await fill(db, 3000, "old");
      const bytes = await db.export({ as: "bytes" });
      const damaged = bytes.slice().fill(255, 8192 * 3, 8192 * 60);
      expect(await rejection(db.import(damaged))).toMatchObject({ code: "SQLITE_CORRUPT" });
      expect(await rejection(db.import(bytes.slice(0, 8192 * 20)))).toMatchObject({ code: "SQLITE_NOTADB" });
      const controller = new AbortController();
      const importing = db.import(stalled(bytes, 2_000_000), {
        signal: controller.signal,
        onProgress: () => controller.abort(new Error("enough")),
      });
      expect((await rejection(importing)).message).toBe("enough");
      expect(await summary(db)).toEqual([3000, "old", "old", "ok"]);
      await fill(db, 10, "new");
      expect(await summary(db)).toEqual([10, "new", "new", "ok"]);
      expect(await countTemporaryFiles()).toBe(0);
    });

    it("waits with an import for a transaction, which sees nothing of it", async () => {
      const db = await openAs(storage, "turns.db");
      await fill(db, 500, "imported");
      const bytes = await db.export({ as: "bytes" });
      await fill(db, 10, "old");
      let importing: Promise<void> | undefined;
      await db.transaction(async (tx) => {
        importing = db.import(bytes);
        await new Promise((resolve) => setTimeout(resolve, 50));
        expect(await tx.query("SELECT count(*) AS count FROM note")).toEqual([{ count: 10 }]);
        await tx.exec("UPDATE note SET text = 'late'");
      });
      await importing;
      expect(await summary(db)).toEqual([500, "imported", "imported", "ok"]);
    });

    it("tells what is committed, also after an import", async () => {
      const db = await openAs(storage, "changes.db");
      await fill(db, 3, "old");
      const events: ChangeEvent[] = [];
      db.on("change", (event) => events.push(event));
      await db.exec("DELETE FROM note");
      await db.import(await db.export());
      await db.run("INSERT INTO note(id) VALUES (?)", [7]);
      expect(events.map(({ changes }) => changes.map(({ operation }) => operation))).toEqual([
        ["delete", "delete", "delete"],
        ["insert"],
      ]);
    });

    it("has functions from text and from modules, whose errors arrive as causes", async () => {
      const db = await openAs(storage, "functions.db");
      await db.createFunction("twice", { scalar: (x: number) => 2 * x });
      const module = new URL("/tests/browser/client/sql-functions.ts", location.href);
      await db.createFunction("product", { module, export: "product" });
      await db.createFunction("refuse", { module: "/tests/browser/client/sql-functions.ts" });
      expect(await db.query("SELECT twice(21) AS a, product(value) AS b FROM json_each('[2,3,7]')")).toEqual([
        { a: 42, b: 42 },
      ]);
      expect(await rejection(db.query("SELECT refuse('milk')"))).toMatchObject({
        name: "SqliteError",
        cause: { name: "RangeError", message: "no milk" },
      });
    });

    if (storage === "memory") return;

    it("is whole when its worker dies in the middle of an import, and nothing is left of that", async () => {
      const db = await openVictim(storage, "killed.db");
      await fill(db, 3000, "new");
      const bytes = await db.export({ as: "bytes" });
      await fill(db, 2000, "old");
      const half = db.import(stalled(bytes, 2_500_000), {
        onProgress: ({ done }) => {
          if (done > 1_500_000) terminateWorkers();
        },
      });
      half.catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const again = await openAs(storage, "killed.db");
      expect(await summary(again)).toEqual([2000, "old", "old", "ok"]);
      await again.import(await again.export());
      expect(await countTemporaryFiles()).toBe(0);
    });

    it("is the old one or the new one when its worker dies while the import takes its place", async () => {
      const seen = new Set<unknown>();
      for (const delay of [0, 5, 15, 40, 100, 1000]) {
        const name = `swap-${delay}.db`;
        const db = await openVictim(storage, name);
        await fill(db, 300, "new");
        const bytes = await db.export({ as: "bytes" });
        await fill(db, 200, "old");
        db.import(bytes, {
          onProgress: ({ phase }) => {
            if (phase === "check") setTimeout(terminateWorkers, delay);
          },
        }).catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, delay + 300));
        const heir = await openAs(storage, name);
        const found = await summary(heir);
        // Or the next round would kill its worker, and closing it would be waited for in vain.
        await heir.close();
        expect([
          [200, "old", "old", "ok"],
          [300, "new", "new", "ok"],
        ]).toContainEqual(found);
        seen.add((found as unknown[])[1]);
      }
      // After a second it is done.
      expect([...seen]).toContain("new");
    }, 60_000);

    it("is backed up into another one, which is then listed, and deleted when it is closed", async () => {
      const db = await openAs(storage, "original.db");
      await fill(db, 800, "original");
      const phases = new Set<string>();
      await db.backup("copy.db", { onProgress: ({ phase }) => phases.add(phase) });
      expect([...phases]).toEqual(["copy", "read", "write", "check"].filter((phase) => phases.has(phase)));
      expect(phases.has("check")).toBe(true);
      const copy = await openAs(storage, "copy.db");
      expect(await summary(copy)).toEqual([800, "original", "original", "ok"]);
      expect(await rejection(deleteDatabase("copy.db", { storage }))).toMatchObject({
        name: "LockedError",
        code: "locked",
      });
      await copy.close();
      const listed = (await listDatabases({ storage })).find(({ name }) => name === "copy.db");
      expect(listed).toMatchObject({ name: "copy.db", storage });
      expect(listed?.size).toBeGreaterThan(800_000);
      expect(await deleteDatabase("copy.db", { storage })).toBe(true);
      expect(await deleteDatabase("copy.db", { storage })).toBe(false);
      expect((await listDatabases({ storage })).map(({ name }) => name)).not.toContain("copy.db");
      const fresh = await openAs(storage, "copy.db");
      expect(await fresh.query("SELECT count(*) AS count FROM sqlite_schema")).toEqual([{ count: 0 }]);
    });
  });
}
