import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database, SqlParameters } from "../../../src/client/index.js";
import { openOwnStorage } from "../../../src/worker/own-storage.js";
import { openInNode, startNodeWorker } from "../../support/client/open-in-node.js";
import { rejection } from "../../support/client/rejection.js";

let db: Database;
beforeEach(async () => {
  db = await openInNode();
  await db.exec("CREATE TABLE note(id INTEGER PRIMARY KEY, text)");
});
afterEach(() => db.close());

const INSERT = "INSERT INTO note(id, text) VALUES (?, ?)";
const count = () => db.value<number>("SELECT count(*) FROM note");

function* numbered(size: number, text = ""): Generator<[number, string]> {
  for (let id = 1; id <= size; id++) yield [id, `${text}${id}`];
}

describe("runMany", () => {
  it("runs a statement for each row, and tells what all have done", async () => {
    expect(await db.runMany(INSERT, [...numbered(10_000)])).toEqual({
      changes: 10_000,
      lastInsertRowid: 10_000,
    });
    expect(await db.get("SELECT count(*) AS rows, sum(id) AS ids, max(text) AS text FROM note")).toEqual({
      rows: 10_000,
      ids: 50_005_000,
      text: "9999",
    });
  });

  it("takes rows by name, with or without prefix, and in any order of names", async () => {
    const rows = [
      { id: 1, text: "a" },
      { text: "b", id: 2 },
    ];
    expect(await db.runMany("INSERT INTO note(text, id) VALUES ($text, :id)", rows)).toMatchObject({
      changes: 2,
    });
    await db.runMany("UPDATE note SET text = :text || :text WHERE id = @id", [{ "@id": 2, ":text": "c" }]);
    expect(await db.values("SELECT text FROM note")).toEqual([["a", "cc"]]);
  });

  it("takes no rows", async () => {
    expect(await db.runMany(INSERT, [])).toEqual({ changes: 0, lastInsertRowid: 0 });
  });

  it("takes rows of a statement without parameters", async () => {
    expect(await db.runMany("INSERT INTO note DEFAULT VALUES", [[], [], []])).toMatchObject({ changes: 3 });
  });

  it("counts no changes of statements that change nothing, and none of triggers", async () => {
    await db.runMany(INSERT, numbered(3));
    expect(await db.runMany("SELECT text FROM note WHERE id = ?", [[1], [2]])).toMatchObject({ changes: 0 });
    await db.exec(`CREATE TABLE log(a);
      CREATE TRIGGER t AFTER UPDATE ON note BEGIN INSERT INTO log VALUES (1), (2); END`);
    expect(await db.runMany("UPDATE note SET text = 'x' WHERE id >= ?", [[2], [9], [3]])).toMatchObject({
      changes: 3,
    });
  });

  it.each([
    ["in one chunk", 5],
    ["in many chunks", 50_000],
  ])("is all or nothing, %s", async (_, size) => {
    const rows = [
      ...numbered(size, "some text that makes the row longer "),
      [1, "twice"] as [number, string],
    ];
    const error = await rejection(db.runMany(INSERT, rows));
    expect(error).toMatchObject({ name: "ConstraintError", code: "SQLITE_CONSTRAINT_PRIMARYKEY" });
    expect(await count()).toBe(0);
    expect(await db.run(INSERT, [1, "once"])).toMatchObject({ changes: 1 });
  });

  it("in a transaction undoes itself alone", async () => {
    await db.transaction(async (tx) => {
      await tx.run(INSERT, [7, "seven"]);
      await rejection(
        tx.runMany(INSERT, [
          [8, "eight"],
          [7, "again"],
        ]),
      );
      await tx.runMany(INSERT, [[9, "nine"]]);
    });
    expect(await db.values("SELECT id FROM note")).toEqual([Float64Array.of(7, 9)]);
  });

  it("works inside a transaction that SQL has begun", async () => {
    await db.exec("BEGIN");
    await db.runMany(INSERT, numbered(3));
    await db.exec("ROLLBACK");
    expect(await count()).toBe(0);
  });

  it("takes rows as they come, in chunks, and from sources that have to be waited for", async () => {
    const text = "x".repeat(100);
    expect(await db.runMany(INSERT, numbered(40_000, text))).toEqual({
      changes: 40_000,
      lastInsertRowid: 40_000,
    });
    async function* slow(): AsyncGenerator<[number, string]> {
      for (const [id, each] of numbered(30_000, text)) {
        if (id % 5000 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
        yield [id + 40_000, each];
      }
    }
    expect(await db.runMany(INSERT, slow())).toMatchObject({ changes: 30_000 });
    expect(await db.get("SELECT count(*) AS rows, max(id) AS id FROM note")).toEqual({
      rows: 70_000,
      id: 70_000,
    });
  });

  it("stores numbers as they are", async () => {
    const numbers = [
      ...[
        0,
        -0,
        1,
        -1,
        0.5,
        2 ** 31,
        -(2 ** 31) - 1,
        2 ** 53 - 1,
        -(2 ** 53) + 1,
        2 ** 53,
        -(2 ** 63),
        2 ** 63,
      ],
      ...[1e300, 5e-324, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      ...[2n ** 53n, -(2n ** 63n), 2n ** 63n - 1n, true, false],
    ];
    await db.exec("CREATE TABLE number(value)");
    await db.runMany(
      "INSERT INTO number VALUES (?)",
      numbers.map((number) => [number]),
    );
    const read = "SELECT typeof(value) AS type, CAST(value AS TEXT) AS text FROM number ORDER BY rowid";
    const many = await db.query(read);
    await db.exec("DELETE FROM number");
    for (const number of numbers) await db.run("INSERT INTO number VALUES (?)", [number]);
    expect(many).toEqual(await db.query(read));
    expect(many.filter(({ type }) => type === "integer").length).toBe(13);
  });

  it("stores texts and blobs of any length, side by side", async () => {
    const texts = ["", "a", "ä", "€", "\u{1f600}", "\0", "x".repeat(100_000), "\ufeff"];
    const rows = texts.map((text, id): [number, string, Uint8Array | null] => [
      id,
      text,
      id % 3 === 2 ? null : new TextEncoder().encode(text),
    ]);
    await db.exec("CREATE TABLE mixed(id, text, bytes)");
    await db.runMany("INSERT INTO mixed VALUES (?, ?, ?)", rows);
    expect(await db.query("SELECT * FROM mixed", [], { rowMode: "array" })).toMatchObject({ rows });
    expect(await db.value("SELECT typeof(bytes) FROM mixed WHERE id = 0")).toBe("blob");
  });

  it("names the row of a text that is not well-formed in a later chunk, and stores nothing", async () => {
    const rows = [...numbered(30_000, "more than one chunk ")];
    rows[25_000] = [25_001, "\udc00"];
    const error = await rejection(db.runMany(INSERT, rows));
    expect(error.message).toContain("row 25001: parameter 2: the text contains a lone surrogate");
    expect(await count()).toBe(0);
  });

  it("in many chunks undoes itself alone, in a transaction of the client's and in one of SQL's", async () => {
    const rows = [...numbered(30_000, "more than one chunk ")];
    const wrong = [...rows, rows[0] as [number, string]];
    await db.transaction(async (tx) => {
      await tx.run(INSERT, [-1, "before"]);
      await rejection(tx.runMany(INSERT, wrong));
      await tx.run(INSERT, [-2, "after"]);
    });
    await db.exec("BEGIN");
    await db.run(INSERT, [-3, "before"]);
    await rejection(db.runMany(INSERT, wrong));
    await rejection(db.runMany(INSERT, [...rows, [30_001, "\ud800"]]));
    await db.run(INSERT, [-4, "after"]);
    await db.exec("COMMIT");
    expect(await db.values("SELECT id FROM note ORDER BY id DESC")).toEqual([
      Float64Array.of(-1, -2, -3, -4),
    ]);
    await db.exec("BEGIN");
    await db.runMany(INSERT, rows);
    await db.exec("ROLLBACK");
    expect(await count()).toBe(4);
  });

  it("in many chunks lets no other call in between", async () => {
    const many = db.runMany(INSERT, [...numbered(30_000, "more than one chunk ")]);
    expect(await Promise.all([count(), many])).toMatchObject([30_000, { changes: 30_000 }]);
  });

  it("that waits for its turn stores the rows as they were when it was called", async () => {
    const rows: [number, string][] = [...numbered(5_000, "more than one chunk ")];
    let many: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      many = db.runMany(INSERT, rows);
      for (const row of rows) row[1] = "changed";
      await tx.run(INSERT, [-1, "changed"]);
    });
    await many;
    expect(await db.value("SELECT count(*) FROM note WHERE text = 'changed'")).toBe(1);
  });

  it("is not cut in half while the page is away, when the worker gives its storage up between requests", async () => {
    const worker = startNodeWorker({
      openStorage: async (request) => ({
        ...(await openOwnStorage(request)),
        pause: async () => {},
        unpause: async () => {},
      }),
    });
    const away = await openInNode(":memory:", {}, worker);
    worker.port.postMessage({ id: 5_000, type: "suspend", payload: null });
    async function* rows(): AsyncGenerator<[string]> {
      for (let row = 0; row < 40; row++) {
        yield ["x".repeat(100_000)];
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
    expect(await away.runMany("SELECT ?", rows())).toMatchObject({ changes: 0 });
    await away.close();
  });

  it("closes its source where its turn does not come", async () => {
    let isClosed = false;
    function* rows(): Generator<[number, string]> {
      try {
        yield* numbered(50_000, "more than is read while it waits ".repeat(2));
      } finally {
        isClosed = true;
      }
    }
    const controller = new AbortController();
    await db.transaction(async (tx) => {
      const many = db.runMany(INSERT, rows(), { signal: controller.signal });
      controller.abort("enough");
      await expect(many).rejects.toBe("enough");
      expect(isClosed).toBe(true);
      await tx.run(INSERT, [1, "alone"]);
    });
    expect(await count()).toBe(1);
  });

  it("stores what a row had when it was read, though its buffer is used again", async () => {
    const buffer = new Uint8Array(1);
    async function* reused(): AsyncGenerator<[number, Uint8Array]> {
      for (let id = 1; id <= 3; id++) {
        buffer[0] = id;
        yield [id, buffer];
      }
    }
    await db.runMany(INSERT, reused());
    expect(await db.values("SELECT hex(text) FROM note")).toEqual([["01", "02", "03"]]);
  });

  it("undoes what it has stored when its rows fail to come", async () => {
    let isEnded = false;
    async function* failing(): AsyncGenerator<[number, string]> {
      try {
        yield* numbered(40_000, "some text that makes the row longer ");
        throw new Error("no more rows");
      } finally {
        isEnded = true;
      }
    }
    expect((await rejection(db.runMany(INSERT, failing()))).message).toBe("no more rows");
    expect(isEnded).toBe(true);
    expect(await count()).toBe(0);
  });

  it.each<[string, unknown, string]>([
    [
      "a value that cannot be",
      [
        [1, "a"],
        [2, new Date()],
      ],
      "row 2: parameter 2: an object of class Date cannot be stored",
    ],
    ["a lone surrogate", [[1, "\ud800"]], "row 1: parameter 2: the text contains a lone surrogate"],
    [
      "halves of a surrogate pair in two texts",
      [
        [1, "ä"],
        ["\ud83d", "\ude00"],
      ],
      "row 2: parameter 1: the text contains a lone surrogate",
    ],
    ["an array after an object", [{ id: 1 }, [2]], "row 2: it must be an object of id like the first"],
    ["a shorter row", [[1, "a"], [2]], "row 2: it must be an array of 2 values like the first"],
    ["a row of another form", [[1, "a"], { id: 2 }], "row 2: it must be an array of 2 values like the first"],
    [
      "a row with a missing name",
      [
        { id: 1, text: "" },
        { id: 2, word: "" },
      ],
      "row 2: it must be an object of id, text like the first",
    ],
    [
      "a row with other names",
      [{ id: 1 }, { id: 2, text: "" }],
      "row 2: it must be an object of id like the first",
    ],
    ["a row that is none", [7], "row 1: it must be an array or a plain object"],
    ["no rows at all", null, "it must be iterable"],
    ["too many values", [[1, "a", 3]], "3 values for a statement with 2 parameters"],
    ["an unknown name", [{ a: 1 }], "parameter 1 has no name"],
  ])("refuses %s, and stores nothing", async (_, rows, message) => {
    const error = await rejection(
      (async function callOfTheUser() {
        return await db.runMany(INSERT, rows as SqlParameters[]);
      })(),
    );
    expect(error.message).toContain(message);
    expect(error.stack).toContain("callOfTheUser");
    expect(await count()).toBe(0);
  });
});

describe("batch", () => {
  it("runs many statements, and tells what each has done", async () => {
    const results = await db.batch([
      [INSERT, [1, "a"]],
      [INSERT, [2, "b"]],
      "SELECT id, text FROM note",
      { sql: "UPDATE note SET text = $text", parameters: { text: "c" } },
      "SELECT text FROM note WHERE id = 9",
      "DELETE FROM note RETURNING id",
    ]);
    const nothing = { columns: [], rows: [] };
    expect(results).toEqual([
      { changes: 1, lastInsertRowid: 1, ...nothing },
      { changes: 1, lastInsertRowid: 2, ...nothing },
      {
        changes: 0,
        lastInsertRowid: 2,
        columns: ["id", "text"],
        rows: [
          { id: 1, text: "a" },
          { id: 2, text: "b" },
        ],
      },
      { changes: 2, lastInsertRowid: 2, ...nothing },
      { changes: 0, lastInsertRowid: 2, columns: ["text"], rows: [] },
      { changes: 2, lastInsertRowid: 2, columns: ["id"], rows: [{ id: 1 }, { id: 2 }] },
    ]);
  });

  it("is all or nothing, also in a transaction, and says which statement failed", async () => {
    const failing = [[INSERT, [1, "a"]], "INSERT INTO nowhere VALUES (1)"] as const;
    expect(await rejection(db.batch(failing))).toMatchObject({
      message: "no such table: nowhere",
      sql: "INSERT INTO nowhere VALUES (1)",
    });
    expect(await count()).toBe(0);
    await db.transaction(async (tx) => {
      await tx.run(INSERT, [5, "five"]);
      await rejection(tx.batch(failing));
    });
    expect(await db.values("SELECT id FROM note")).toEqual([Float64Array.of(5)]);
  });

  it("takes none, and refuses what is no statement", async () => {
    expect(await db.batch([])).toEqual([]);
    const loosely = db.batch.bind(db) as (statements: unknown) => Promise<unknown>;
    expect((await rejection(loosely([7]))).message).toMatch(/^statement 1: /);
    expect((await rejection(loosely(["SELECT 1", ["SELECT ?", [new Date()]]]))).message).toMatch(
      /^statement 2: parameter 1: an object of class Date/,
    );
    expect((await rejection(loosely(undefined))).message).toContain("iterable");
  });
});
