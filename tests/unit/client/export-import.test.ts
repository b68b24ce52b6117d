import { afterEach, describe, expect, it } from "vitest";
import type { CopyProgress, Database } from "../../../src/client/index.js";
import { openInNode } from "../../support/client/open-in-node.js";
import { rejection } from "../../support/client/rejection.js";

const opened: Database[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.close()));
});

async function openMemory(): Promise<Database> {
  const db = await openInNode();
  opened.push(db);
  return db;
}

/** Opens a database with some thousand notes, in two megabytes. */
async function openNotes(): Promise<Database> {
  const db = await openMemory();
  await db.exec(`CREATE TABLE note(id INTEGER PRIMARY KEY, text);
    WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000)
    INSERT INTO note SELECT n, hex(randomblob(500)) FROM c`);
  return db;
}

async function count(db: Database): Promise<unknown> {
  const [row] = await db.query("SELECT count(*) AS count FROM note");
  return row?.count;
}

async function readAll(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Vitest would compare two million bytes for half a minute. */
const areEqual = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** A stream of pieces of some size. */
function cut(bytes: Uint8Array<ArrayBuffer>, size: number): ReadableStream<Uint8Array> {
  let offset = 0;
  return new ReadableStream({
    pull(controller) {
      if (offset >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(offset, offset + size));
      offset += size;
    },
  });
}

describe("an export", () => {
  it("gives the same database as a stream, a blob and bytes, which another one can import", async () => {
    const db = await openNotes();
    const bytes = await db.export({ as: "bytes" });
    expect(bytes.length).toBeGreaterThan(2_000_000);
    expect(areEqual(await readAll(await db.export()), bytes)).toBe(true);
    const blob = await db.export({ as: "blob" });
    expect(blob.type).toBe("application/vnd.sqlite3");
    expect(areEqual(new Uint8Array(await blob.arrayBuffer()), bytes)).toBe(true);
    const other = await openMemory();
    await other.import(bytes);
    expect(await other.query("SELECT * FROM note")).toEqual(await db.query("SELECT * FROM note"));
  });

  it("is the database as it was when the call fulfilled, whatever is written while it is read", async () => {
    const db = await openNotes();
    const stream = await db.export();
    await db.exec("UPDATE note SET text = 'changed'; DELETE FROM note WHERE id > 10; VACUUM");
    const other = await openMemory();
    await other.import(stream);
    expect(await count(other)).toBe(2000);
    expect(await other.query("SELECT count(*) AS changed FROM note WHERE text = 'changed'")).toEqual([
      { changed: 0 },
    ]);
    expect(await other.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  });

  it("waits for a transaction, and shows what it has committed", async () => {
    const db = await openNotes();
    const transaction = db.transaction(async (tx) => {
      await tx.exec("DELETE FROM note WHERE id > 5");
      await tx.query("SELECT 1");
    });
    const bytes = await db.export({ as: "bytes" });
    await transaction;
    const other = await openMemory();
    await other.import(bytes);
    expect(await count(other)).toBe(5);
  });

  it("and an import are refused in a transaction of the caller's own SQL", async () => {
    const db = await openNotes();
    const bytes = await db.export({ as: "bytes" });
    await db.exec("BEGIN; DELETE FROM note");
    expect(await rejection(db.export())).toMatchObject({ code: "SQLITE_MISUSE" });
    expect(await rejection(db.import(bytes))).toMatchObject({ code: "SQLITE_MISUSE" });
    await db.exec("ROLLBACK");
    expect(await count(db)).toBe(2000);
  });

  it("of a database that nothing was stored in is one too", async () => {
    const bytes = await (await openMemory()).export({ as: "bytes" });
    const db = await openNotes();
    await db.import(bytes);
    expect(await db.query("SELECT count(*) AS tables FROM sqlite_schema")).toEqual([{ tables: 0 }]);
  });

  it("tells how far it is, and ends where it is aborted", async () => {
    const db = await openNotes();
    const states: CopyProgress[] = [];
    const { length } = await db.export({ as: "bytes", onProgress: (state) => states.push(state) });
    expect(states.at(-1)).toEqual({ phase: "read", done: length, total: length });
    expect(states.length).toBeGreaterThan(1);

    const reason = new Error("not needed any more");
    expect(await rejection(db.export({ signal: AbortSignal.abort(reason) }))).toBe(reason);
    const controller = new AbortController();
    const stream = await db.export({ signal: controller.signal });
    const reader = stream.getReader();
    await reader.read();
    controller.abort(reason);
    expect(await rejection(reader.read())).toBe(reason);
    const early = new AbortController();
    const exporting = db.export({ as: "blob", signal: early.signal });
    early.abort(reason);
    expect(await rejection(exporting)).toBe(reason);
    expect(await count(db)).toBe(2000);
  });

  it("that is cancelled leaves the database usable, and so does one that nobody reads", async () => {
    const db = await openNotes();
    await (await db.export()).cancel();
    await db.export();
    expect(await count(db)).toBe(2000);
  });

  it.each([{ as: "file" }, { signal: "stop" }, { onProgress: 7 }])(
    "refuses the options %o",
    async (options) => {
      const db = await openMemory();
      expect(await rejection(db.export(options as unknown as object))).toBeInstanceOf(TypeError);
    },
  );
});

describe("an import", () => {
  it.each<[string, (bytes: Uint8Array<ArrayBuffer>) => Parameters<Database["import"]>[0]]>([
    [
      "a Uint8Array in the middle of a buffer",
      (bytes) => {
        const buffer = new Uint8Array(bytes.length + 20);
        buffer.set(bytes, 10);
        return buffer.subarray(10, 10 + bytes.length);
      },
    ],
    ["an ArrayBuffer", (bytes) => bytes.slice().buffer],
    ["a Blob", (bytes) => new Blob([bytes])],
    ["a stream of small pieces", (bytes) => cut(bytes, 777)],
    ["a stream of large pieces", (bytes) => cut(bytes, 1_500_000)],
  ])("takes %s, and leaves what it was given as it is", async (_, form) => {
    const bytes = await (await openNotes()).export({ as: "bytes" });
    const source = form(bytes);
    const db = await openMemory();
    await db.import(source);
    expect(await count(db)).toBe(2000);
    if (source instanceof Uint8Array) expect(areEqual(source, bytes)).toBe(true);
    await db.exec("INSERT INTO note(text) VALUES ('one more')");
    expect(areEqual(await db.export({ as: "bytes" }), bytes)).toBe(false);
  });

  it("takes the place of a database with statements that were prepared, and their connection goes on", async () => {
    const source = await openNotes();
    const db = await openMemory();
    await db.exec("CREATE TABLE note(id INTEGER PRIMARY KEY, text); PRAGMA user_version = 7");
    expect(await count(db)).toBe(0);
    await db.import(await source.export());
    expect(await count(db)).toBe(2000);
    expect(await db.query("PRAGMA user_version")).toEqual([{ user_version: 0 }]);
  });

  it("of another page size, in WAL mode, opens with a rollback journal", async () => {
    const source = await openMemory();
    await source.exec("PRAGMA page_size = 1024; CREATE TABLE note(a); INSERT INTO note VALUES (1), (2)");
    const bytes = await source.export({ as: "bytes" });
    bytes.set([2, 2], 18);
    const db = await openMemory();
    await db.import(bytes);
    expect(await count(db)).toBe(2);
    expect((await db.export({ as: "bytes" })).slice(16, 20)).toEqual(Uint8Array.of(4, 0, 1, 1));
  });

  const damaged = (change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | void) => change;
  it.each([
    ["no database", "SQLITE_NOTADB", damaged((bytes) => bytes.fill(65))],
    ["a database with another beginning", "SQLITE_NOTADB", damaged((bytes) => void bytes.set([0], 3))],
    ["nothing", "SQLITE_NOTADB", damaged(() => new Uint8Array(0))],
    ["less than a header", "SQLITE_NOTADB", damaged((bytes) => bytes.slice(0, 50))],
    ["a database that ends in a page", "SQLITE_NOTADB", damaged((bytes) => bytes.slice(0, -100))],
    ["a database that lacks pages", "SQLITE_NOTADB", damaged((bytes) => bytes.slice(0, 8192 * 20))],
    ["a damaged database", "SQLITE_CORRUPT", damaged((bytes) => void bytes.fill(255, 8192 * 3, 8192 * 60))],
  ])("refuses %s with %s, and leaves the database as it was", async (_, code, change) => {
    const db = await openNotes();
    const bytes = await db.export({ as: "bytes" });
    await db.exec("DELETE FROM note WHERE id > 100");
    const error = await rejection(db.import(change(bytes) ?? bytes));
    expect(error).toMatchObject({ name: "CorruptError", code });
    expect(await count(db)).toBe(100);
    await db.exec("INSERT INTO note(text) VALUES ('one more')");
    expect(await count(db)).toBe(101);
  });

  it("that is aborted, or whose stream breaks, leaves the database as it was, and tells the stream", async () => {
    const db = await openNotes();
    const bytes = await db.export({ as: "bytes" });
    await db.exec("DELETE FROM note WHERE id > 100");
    const reason = new Error("the user went away");
    const controller = new AbortController();
    let cancelledWith: unknown;
    const endless = new ReadableStream<Uint8Array>({
      start: (stream) => stream.enqueue(bytes.slice(0, 8192)),
      pull: () => new Promise(() => {}),
      cancel: (why) => {
        cancelledWith = why;
      },
    });
    const importing = db.import(endless, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    expect(await rejection(importing)).toBe(reason);
    expect(cancelledWith).toBe(reason);

    const broken = new ReadableStream<Uint8Array>({
      start(stream) {
        stream.enqueue(bytes.slice(0, 8192));
        stream.error(reason);
      },
    });
    expect(await rejection(db.import(broken))).toBe(reason);
    expect(await count(db)).toBe(100);
  });

  it("tells how far it is", async () => {
    const db = await openNotes();
    const bytes = await db.export({ as: "bytes" });
    const states: CopyProgress[] = [];
    await db.import(bytes, { onProgress: (state) => states.push(state) });
    const total = bytes.length;
    expect(states[0]).toEqual({ phase: "write", done: 1_048_576, total });
    expect(states.at(-1)).toEqual({ phase: "check", done: total, total });
    states.length = 0;
    await db.import(cut(bytes, 100_000), { onProgress: (state) => states.push(state) });
    expect(states.at(-1)).toEqual({ phase: "check", done: total, total: null });
  });

  it.each([null, "notes.db", new Float64Array(8), [1, 2]])("refuses %o", async (source) => {
    const db = await openMemory();
    expect(await rejection(db.import(source as unknown as Blob))).toBeInstanceOf(TypeError);
  });
});
