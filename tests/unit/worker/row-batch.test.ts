import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Capi } from "../../../src/capi/index.js";
import { type BindableValue, Database, type SqlValue } from "../../../src/oo1/index.js";
import { ColumnDecoder, decodeArrays, decodeObjects, type SqlRow } from "../../../src/protocol/index.js";
import { WasmOutOfMemoryError } from "../../../src/wasm/index.js";
import { RowEncoder } from "../../../src/worker/row-encoder.js";
import { loadTestEngine } from "../../support/engine/load-test-engine.js";

/** A value to store; a `castText` is stored as TEXT although its bytes need not be UTF-8. */
type Cell = { readonly value: BindableValue } | { readonly castText: Uint8Array };

let capi: Capi;
let db: Database;
beforeAll(async () => {
  ({ capi } = await loadTestEngine());
  db = new Database(capi);
});

/** Stores cells in a table without affinities, whose columns take each value as it is. */
function store(rows: readonly (readonly Cell[])[], columnCount: number): void {
  const columns = Array.from({ length: columnCount }, (_, index) => `c${index}`);
  db.exec(`DROP TABLE IF EXISTS t; CREATE TABLE t(${columns.join()}); BEGIN`);
  for (const row of rows) {
    const marks = row.map((cell) => ("value" in cell ? "?" : "CAST(? AS TEXT)"));
    const insert = db.prepare(`INSERT INTO t VALUES (${marks.join()})`);
    insert.bind(row.map((cell) => ("value" in cell ? cell.value : cell.castText)));
    insert.stepFinalize();
  }
  db.exec("COMMIT");
}

/** Reads a query twice: through the batches, in all their forms, and cell by cell. */
function read(sql: string, rowsPerBatch = Number.POSITIVE_INFINITY) {
  const encoder = new RowEncoder(capi);
  const statement = db.prepare(sql);
  const columns = statement.getColumnNames();
  encoder.begin(columns.length, false);
  const arrays: SqlValue[][] = [];
  const objects: SqlRow[] = [];
  const direct: SqlValue[][] = [];
  const columnDecoder = new ColumnDecoder();
  const deliver = () => {
    const batch = structuredClone(encoder.takeBatch());
    decodeArrays(batch, arrays);
    decodeObjects(batch, columns, objects);
    columnDecoder.add(batch);
  };
  for (let count = 1; statement.step(); count++) {
    direct.push(statement.get([]));
    encoder.addRow(statement.pointer);
    if (count % rowsPerBatch === 0) deliver();
  }
  deliver();
  statement.finalize();
  return { arrays, objects, direct, columns, byColumn: columnDecoder.finish() };
}

/** Reads a query as the worker does, many rows at a time. */
function readAhead(sql: string, rowLimit: number, byteLimit = Number.POSITIVE_INFINITY, allBigInts = false) {
  const encoder = new RowEncoder(capi);
  const statement = db.prepare(sql);
  const { columnCount } = statement;
  const rows: SqlValue[][] = [];
  const batchSizes: number[] = [];
  encoder.begin(columnCount, allBigInts);
  for (let hasRow = statement.step(); hasRow; ) {
    hasRow = statement.stepped(encoder.addRows(statement.pointer, rowLimit, byteLimit));
    batchSizes.push(encoder.rowCount);
    decodeArrays(encoder.takeBatch(), rows);
  }
  encoder.dispose();
  statement.finalize();
  return { rows, batchSizes };
}

/** An allocator that tells what it has given out and not got back: sizes in bytes by address. */
function watchAllocations() {
  const { allocator } = capi;
  const sizes = new Map<number, number>();
  const watched: typeof allocator = {
    ...allocator,
    alloc(size) {
      const address = allocator.alloc(size);
      sizes.set(address, size);
      return address as never;
    },
    realloc(address, size) {
      const moved = allocator.realloc(address, size);
      sizes.delete(address);
      sizes.set(moved, size);
      return moved;
    },
    free(address) {
      allocator.free(address);
      sizes.delete(address);
    },
  };
  return { allocator: watched, sizes };
}

const bytes = (maxLength: number) => fc.uint8Array({ maxLength });
/** What UTF-8 decoders trip over: lone continuations, cut sequences, overlong forms, surrogates, a byte order mark. */
const trouble = fc.constantFrom(
  ...["80", "c3", "e282", "f09f98", "c0af", "eda080", "f4908080", "efbbbf", "ff", "61f09f9880", "00"].map(
    (hex) => new Uint8Array(Buffer.from(hex, "hex")),
  ),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.record({
    value: fc.oneof(
      fc.constantFrom<BindableValue[]>(null, "", "\0", "a\0b", "\ufeff", "\ufeffü", 0, -0, 0.5, "😀"),
      fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 5e-324, -(2 ** 53)),
      fc.constantFrom(2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n, -(2n ** 53n) - 1n, 2n ** 53n - 1n),
      fc.integer(),
      fc.double(),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "grapheme-ascii", maxLength: 300 }),
      bytes(40),
    ),
  }),
  fc.record({ castText: fc.oneof(trouble, bytes(12), bytes(200)) }),
);
/** Few texts, of which many are alike: all of one, of its beginning, or of its length. */
const alike: fc.Arbitrary<Cell> = fc.record({
  value: fc.constantFrom<BindableValue[]>(
    null,
    "",
    "12345678",
    "12345678a",
    "12345678b",
    "x2345678b",
    "ä",
    "ö",
    1,
  ),
});
/** As tables are where columns have types. */
const number: fc.Arbitrary<Cell> = fc.record({ value: fc.oneof(fc.integer(), fc.double({ noNaN: true })) });

describe("a batch of rows", () => {
  it("gives what oo1 reads, whatever is stored and wherever the batches end", () => {
    const table = fc.integer({ min: 1, max: 5 }).chain((columnCount) =>
      fc.record({
        columnCount: fc.constant(columnCount),
        rows: fc
          .array(fc.constantFrom(cell, alike, number), { minLength: columnCount, maxLength: columnCount })
          .chain((cells) => fc.array(fc.tuple(...cells), { maxLength: 12 })),
        rowsPerBatch: fc.integer({ min: 1, max: 6 }),
        bytesPerBatch: fc.integer({ min: 1, max: 400 }),
      }),
    );
    fc.assert(
      fc.property(table, ({ columnCount, rows, rowsPerBatch, bytesPerBatch }) => {
        store(rows, columnCount);
        const { arrays, objects, direct, byColumn } = read("SELECT * FROM t", rowsPerBatch);
        expect(direct).toHaveLength(rows.length);
        expect(arrays).toEqual(direct);
        expect(byColumn.map((column) => Array.from<SqlValue>(column))).toEqual(
          Array.from({ length: columnCount }, (_, column) => direct.map((row) => row[column])),
        );
        for (const column of byColumn) {
          const isNumeric = rows.length > 0 && column.every((value) => typeof value === "number");
          expect(column).toBeInstanceOf(isNumeric ? Float64Array : Array);
        }
        expect(objects.map(Object.values)).toEqual(direct);
        expect(readAhead("SELECT * FROM t", rowsPerBatch).rows).toEqual(direct);
        expect(readAhead("SELECT * FROM t", Number.POSITIVE_INFINITY, bytesPerBatch).rows).toEqual(direct);
      }),
      { numRuns: 400 },
    );
  });

  it("carries thousands of rows, and buffers that have to grow", () => {
    const sql = `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 20000)
      SELECT n, 'text ' || n, n / 7.0, CASE WHEN n % 5 THEN randomblob(n % 50) END, 'ü' || char(0x1f600 + n % 50) FROM c`;
    const { arrays, direct } = read(sql, 7919);
    expect(arrays).toHaveLength(20_000);
    expect(arrays).toEqual(direct);
    const ahead = readAhead(`${sql} ORDER BY n`, 7919);
    expect(ahead.batchSizes).toEqual([7919, 7919, 4162]);
    expect(ahead.rows.map(([n]) => n)).toEqual(direct.map(([n]) => n));
  });

  it("carries values larger than any buffer that it keeps", () => {
    const sql = "SELECT hex(zeroblob(5000000)) || 'ü', zeroblob(9000000) UNION ALL SELECT 1, 2";
    const { arrays, direct } = read(sql);
    const [text, bytes] = arrays[0] as [string, Uint8Array];
    expect([text.length, bytes.length]).toEqual([10_000_001, 9_000_000]);
    expect(arrays[1]).toEqual(direct[1]);
    const [[aheadText, aheadBytes], second] = readAhead(sql, 10).rows as [[string, Uint8Array], SqlValue[]];
    expect(aheadText === text).toBe(true);
    expect([aheadBytes.length, second]).toEqual([9_000_000, arrays[1]]);
  });

  it("has a text once that stands below itself", () => {
    const encoder = new RowEncoder(capi);
    const sizeOf = (texts: readonly string[]) => {
      const statement = db.prepare(`VALUES ${texts.map((text) => `(1, '${text}')`).join()}`);
      encoder.begin(2, false);
      for (; statement.step(); ) encoder.addRow(statement.pointer);
      statement.finalize();
      const batch = encoder.takeBatch();
      const rows: SqlValue[][] = [];
      decodeArrays(batch, rows);
      expect(rows).toEqual(texts.map((text) => [1, text]));
      return batch.byteLength;
    };
    const rowSize = 8 + 4 + 2;
    expect(sizeOf(["unit of measure"])).toBe(24 + rowSize + 15);
    expect(sizeOf(["unit of measure", "unit of measure", "unit of measure"])).toBe(24 + 3 * rowSize + 15);
    expect(sizeOf(["unit of measure", "unit of measurf", "unit of measure"])).toBe(24 + 3 * rowSize + 45);
    expect(sizeOf(["größe", "größe"])).toBe(24 + 2 * rowSize + 7);
    expect(sizeOf(["", ""])).toBe(24 + 2 * rowSize);
    encoder.dispose();
  });

  it("finds texts again after its sections had to grow", () => {
    const sql = `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 3000)
      SELECT 'the same for all', substr('${"long text ".repeat(20)}', 1, 100 + n / 7), n / 5 || ' of five' FROM c`;
    const { arrays, direct, byColumn } = read(sql);
    expect(arrays).toEqual(direct);
    expect(byColumn[1]).toEqual(direct.map(([, text]) => text));
  });

  it("ends at the first row after its size, and always has one", () => {
    const sql =
      "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 10) SELECT n, 'abc' FROM c";
    // A number, a length, two types, three letters.
    expect(readAhead(sql, 100, 17).batchSizes).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(readAhead(sql, 100, 18).batchSizes).toEqual([2, 2, 2, 2, 2]);
    expect(readAhead(sql, 1, 1000).batchSizes).toHaveLength(10);
  });

  it("gives every integer as a bigint where that is asked for", () => {
    const sql = "SELECT 1, -9007199254740991, 9007199254740992, -9223372036854775808, 1.5, 'a', NULL";
    const texts = (rows: SqlValue[][]) => rows.map((row) => row.map((value) => `${typeof value} ${value}`));
    expect(texts(readAhead(sql, 1, 1, true).rows)).toEqual([
      [
        ...["bigint 1", "bigint -9007199254740991", "bigint 9007199254740992", "bigint -9223372036854775808"],
        ...["number 1.5", "string a", "object null"],
      ],
    ]);
    expect(texts(readAhead(sql, 1).rows)[0]?.slice(0, 3)).toEqual([
      ...["number 1", "number -9007199254740991", "bigint 9007199254740992"],
    ]);
  });

  it("passes the error on that ends the steps", () => {
    const sql = "SELECT 1 UNION ALL SELECT abs(-9223372036854775808)";
    expect(() => readAhead(sql, 100)).toThrow("integer overflow");
  });

  it("writes nowhere else when wasm memory was full, wherever that happened", () => {
    const { allocator } = capi;
    const statement = db.prepare("SELECT 1, 'text', x'0102', 2.5");
    statement.step();
    const start = capi.heap.u8.slice(0, 256);
    let count = 0;
    for (let failing = 1; failing <= 7; failing++) {
      count = 0;
      const failingOnce = {
        ...allocator,
        alloc(size: number) {
          if (++count === failing) throw new WasmOutOfMemoryError(size);
          return allocator.alloc(size) as never;
        },
      };
      const encoder = new RowEncoder({ ...capi, allocator: failingOnce });
      const add = () => {
        encoder.begin(4, false);
        encoder.addRow(statement.pointer);
      };
      expect(add).toThrow(WasmOutOfMemoryError);
      add();
      const rows: SqlValue[][] = [];
      decodeArrays(encoder.takeBatch(), rows);
      expect(rows).toEqual([[1, "text", new Uint8Array([1, 2]), 2.5]]);
      expect(capi.heap.u8.slice(0, 256)).toEqual(start);
      encoder.dispose();
    }
    // The state, five sections, one of them twice, and the columns' last texts.
    expect(count).toBe(8);
    statement.finalize();
  });

  it("does not keep the memory that one huge batch needed, and goes on", () => {
    const { allocator, sizes } = watchAllocations();
    const encoder = new RowEncoder({ ...capi, allocator });
    const kept = () => [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const sql = `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 150000)
      SELECT n, n, n, NULL, 'text' FROM c`;
    for (let round = 0; round < 2; round++) {
      const statement = db.prepare(sql);
      encoder.begin(5, false);
      statement.step();
      expect(encoder.addRows(statement.pointer, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(
        101,
      );
      expect(kept()).toBeGreaterThan(8_000_000);
      const rows: SqlValue[][] = [];
      decodeArrays(encoder.takeBatch(), rows);
      expect(rows.length).toBe(150_000);
      expect(rows.at(-1)).toEqual([150_000, 150_000, 150_000, null, "text"]);
      expect(kept()).toBeLessThan(4_300_000);
      statement.finalize();
    }
    encoder.dispose();
  });

  it("leaves wasm memory as it was when it is disposed of", () => {
    const { allocator, sizes } = watchAllocations();
    const encoder = new RowEncoder({ ...capi, allocator });
    encoder.begin(3, false);
    const statement = db.prepare("SELECT 1, zeroblob(5000), hex(zeroblob(50000))");
    statement.step();
    encoder.addRow(statement.pointer);
    statement.finalize();
    expect(sizes.size).toBe(7);
    encoder.dispose();
    expect(sizes.size).toBe(0);
  });

  it("knows __proto__ and other odd names as columns", () => {
    const { objects } = read(
      `SELECT 1 AS __proto__, 2 AS constructor, 3 AS toString, 4 AS "", 5 AS "ü \u{1f600}", 6 AS "1"`,
    );
    const [row] = objects;
    expect(Object.entries(row ?? {})).toEqual([
      ["1", 6],
      ["__proto__", 1],
      ["constructor", 2],
      ["toString", 3],
      ["", 4],
      ["ü \u{1f600}", 5],
    ]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });

  it("gives objects the last of columns with one name, and arrays all of them", () => {
    const { objects, arrays } = read("SELECT 1 AS a, 2 AS b, 3 AS a");
    expect(objects).toEqual([{ a: 3, b: 2 }]);
    expect(arrays).toEqual([[1, 2, 3]]);
  });

  it("may have no rows", () => {
    expect(read("SELECT 1 WHERE 0")).toMatchObject({ arrays: [], objects: [] });
  });

  it("drops the rows gathered so far when it is cleared", () => {
    const encoder = new RowEncoder(capi);
    encoder.begin(3, false);
    const statement = db.prepare("SELECT 'left over', 1, x'00'");
    statement.step();
    encoder.addRow(statement.pointer);
    encoder.begin(3, false);
    encoder.addRow(statement.pointer);
    const rows: SqlValue[][] = [];
    decodeArrays(encoder.takeBatch(), rows);
    statement.finalize();
    expect(rows).toEqual([["left over", 1, new Uint8Array(1)]]);
  });
});
