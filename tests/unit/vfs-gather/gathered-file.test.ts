import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BufferPool } from "../../../src/vfs/gather/buffer-pool.js";
import { GatheredFile } from "../../../src/vfs/gather/gathered-file.js";
import { HandOverGroup } from "../../../src/vfs/gather/hand-over-group.js";
import { ArrayStore } from "../../support/vfs/array-store.js";

const offset = fc.oneof(
  fc.nat(200),
  fc.nat(300_000),
  fc.nat(40).map((page) => page * 8192),
);
const length = fc.oneof(
  fc.integer({ min: 1, max: 50 }),
  fc.constant(8192),
  fc.integer({ min: 1, max: 100_000 }),
);
const operation = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("write" as const), offset, length, value: fc.nat(255) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("read" as const), offset, length }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("truncate" as const), offset }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("handOver" as const, "flush" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("scan" as const), offset, length: fc.constant(4096) }),
  },
);

describe("GatheredFile", () => {
  it("reads like a file that stores every write at once", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const plain = new ArrayStore();
        const store = new ArrayStore();
        const file = new GatheredFile(store, new BufferPool());
        const compareRead = (at: number, size: number) => {
          const expected = new Uint8Array(size);
          const actual = new Uint8Array(size);
          const count = plain.read(expected, at);
          expect(file.read(actual, at)).toBe(count);
          expect(Buffer.compare(actual.subarray(0, count), expected.subarray(0, count))).toBe(0);
        };
        for (const step of operations) {
          if (step.kind === "write") {
            const source = new Uint8Array(step.length).fill(step.value);
            plain.write(source, step.offset);
            file.write(source, step.offset);
          } else if (step.kind === "read") compareRead(step.offset, step.length);
          else if (step.kind === "scan") {
            for (let page = 0; page < 20; page++) compareRead(step.offset + page * step.length, step.length);
          } else if (step.kind === "truncate") {
            plain.truncate(step.offset);
            file.truncate(step.offset);
          } else if (step.kind === "flush") {
            file.flush();
            expect(Buffer.compare(store.flushed, plain.bytes)).toBe(0);
          } else file.handOver();
          expect(file.size()).toBe(plain.size());
        }
        file.handOver();
        expect(file.gatheredBytes).toBe(0);
        expect(Buffer.compare(store.bytes, plain.bytes)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it("hands neighbours over in one call, in the order of their offsets", () => {
    const store = new ArrayStore();
    const file = new GatheredFile(store, new BufferPool());
    for (const page of [3, 1, 2, 0, 9]) file.write(new Uint8Array(4096), page * 4096);
    file.handOver();
    expect(store.calls).toEqual(["write 0+16384", "write 36864+4096"]);
  });

  it("appends small pieces to one run and writes a megabyte at a time", () => {
    const store = new ArrayStore();
    const file = new GatheredFile(store, new BufferPool());
    for (let piece = 0; piece < 3000; piece++) file.write(new Uint8Array(1000), piece * 1000);
    file.handOver();
    expect(store.calls).toEqual(["write 0+1048576", "write 1048576+1048576", "write 2097152+902848"]);
  });

  it("fetches ahead when it is read from front to back, more and more, and sees what was written meanwhile", () => {
    const store = new ArrayStore();
    store.write(new Uint8Array(1_000_000).fill(1), 0);
    store.calls = [];
    const file = new GatheredFile(store, new BufferPool());
    const target = new Uint8Array(4096);
    for (let page = 0; page < 65; page++) file.read(target, page * 4096);
    const lengths = store.calls.map((call) => Number(call.split("+")[1]) / 1024);
    expect(lengths).toEqual([4, 16, 32, 64, 64, 64, 64]);
    file.write(new Uint8Array(4096).fill(2), 66 * 4096);
    file.read(target, 66 * 4096);
    expect(target[0]).toBe(2);
    file.handOver();
    file.read(target, 66 * 4096);
    expect(target[0]).toBe(2);
  });

  it("reads nothing where nothing is asked for", () => {
    const file = new GatheredFile(new ArrayStore(), new BufferPool());
    expect(file.read(new Uint8Array(), 0)).toBe(0);
  });

  it("flushes only when something was stored since the last flush, and always the first time", () => {
    const store = new ArrayStore();
    const file = new GatheredFile(store, new BufferPool());
    file.flush();
    file.flush();
    file.write(Uint8Array.of(1), 0);
    file.flush();
    expect(store.calls).toEqual(["flush", "write 0+1", "flush"]);
  });

  it("keeps what could not be stored, so that it can be read and stored later", () => {
    const store = new ArrayStore();
    store.capacity = 4096;
    const file = new GatheredFile(store, new BufferPool());
    file.write(new Uint8Array(4096).fill(1), 0);
    file.write(new Uint8Array(10).fill(2), 8192);
    expect(() => file.flush()).toThrow("full");
    expect(file.gatheredBytes).toBe(10);
    expect(file.size()).toBe(8202);
    store.capacity = Number.POSITIVE_INFINITY;
    file.flush();
    expect(store.flushed).toHaveLength(8202);
  });
});

describe("HandOverGroup", () => {
  it("stores journals before databases", () => {
    const group = new HandOverGroup();
    const database = new ArrayStore();
    const journal = new ArrayStore();
    const order: string[] = [];
    for (const [name, store] of Object.entries({ database, journal })) {
      const write = store.write.bind(store);
      store.write = (source, at) => {
        order.push(name);
        write(source, at);
      };
    }
    const databaseFile = group.open(database, "database");
    const journalFile = group.open(journal, "journal");
    databaseFile.write(new Uint8Array(10), 0);
    journalFile.write(new Uint8Array(10), 0);
    group.handOver();
    expect(order).toEqual(["journal", "database"]);
  });

  it("bounds what is gathered to 8 MiB", () => {
    const group = new HandOverGroup();
    const store = new ArrayStore();
    const file = group.open(store, "database");
    const block = new Uint8Array(65_536);
    let most = 0;
    for (let index = 0; index < 300; index++) {
      group.write(file, block, index * block.length);
      most = Math.max(most, file.gatheredBytes);
    }
    expect(most).toBeLessThanOrEqual(8 * 2 ** 20);
    expect(store.bytes.length).toBeGreaterThan(8 * 2 ** 20);
    group.close(file);
    expect(store.bytes).toHaveLength(300 * block.length);
  });
});

describe("HandOverGroup, where there is no room", () => {
  const page = () => new Uint8Array(4096).fill(1);

  function openPair() {
    const group = new HandOverGroup();
    const stores = { database: new ArrayStore(), journal: new ArrayStore() };
    const database = group.open(stores.database, "database", "/a.db");
    const journal = group.open(stores.journal, "journal", "/a.db");
    return { group, stores, database, journal };
  }

  it("stores nothing of a database before the journal that protects it", () => {
    const { group, stores, database, journal } = openPair();
    group.write(journal, page(), 0);
    group.write(database, page(), 0);
    stores.journal.capacity = 0;
    expect(() => group.handOver("/a.db")).toThrow("full");
    expect(stores.database.bytes).toHaveLength(0);
    stores.journal.capacity = Number.POSITIVE_INFINITY;
    group.handOver("/a.db");
    expect(stores.database.bytes).toHaveLength(4096);
  });

  it("stores a database whose journal was synchronised before, as SQLite does with each page", () => {
    const { group, stores, database, journal } = openPair();
    group.write(journal, page(), 0);
    group.sync(journal);
    stores.journal.capacity = 4096;
    group.write(journal, page(), 4096);
    group.write(database, page(), 0);
    group.handOver("/a.db");
    expect(stores.database.bytes).toHaveLength(4096);
    expect(journal.size()).toBe(8192);
    expect(() => group.sync(journal)).toThrow("full");
  });

  it("keeps the failures of one database from another", () => {
    const { group, stores, database } = openPair();
    const other = group.open(new ArrayStore(), "database", "/b.db");
    stores.database.capacity = 0;
    group.write(database, page(), 0);
    group.write(other, page(), 0);
    group.handOver("/b.db");
    expect(other.gatheredBytes).toBe(0);
    expect(() => group.handOver("/a.db")).toThrow("full");
  });

  it("needs no room to end a journal, or to make a database smaller", () => {
    const { group, stores, database, journal } = openPair();
    stores.journal.capacity = 0;
    stores.database.capacity = 4096;
    group.write(journal, page(), 0);
    group.write(journal, new Uint8Array(28), 0);
    group.sync(journal);
    expect(stores.journal.bytes).toHaveLength(0);
    group.write(database, page(), 0);
    group.write(database, page(), 4096);
    group.truncate(database, 4096);
    expect(stores.database.bytes).toHaveLength(4096);
  });

  it("forgets what would have been undone by a journal that was closed and not stored", () => {
    const { group, stores, database, journal } = openPair();
    stores.journal.capacity = 0;
    group.write(journal, page(), 0);
    group.write(database, page(), 0);
    expect(() => group.close(journal)).toThrow("full");
    group.handOver("/a.db");
    expect([database.size(), stores.database.bytes.length]).toEqual([0, 0]);
  });

  it("forgets what a checkpoint could not store: the log has it", () => {
    const group = new HandOverGroup();
    const store = new ArrayStore();
    const database = group.open(store, "database", "/a.db");
    group.open(new ArrayStore(), "log", "/a.db");
    store.capacity = 0;
    group.write(database, page(), 0);
    expect(() => group.sync(database)).toThrow("full");
    expect(database.gatheredBytes).toBe(0);
    group.commit("/a.db");
  });
});
