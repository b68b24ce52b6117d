import { describe, expect, it } from "vitest";
import type { SahPool } from "../../../src/vfs/index.js";
import { crashStates } from "../../support/vfs/crash-states.js";
import { MemoryStorage } from "../../support/vfs/memory-storage.js";
import { openPool as openPoolOf } from "../../support/vfs/pool-fixture.js";
import { fakeDatabase } from "../../support/vfs/sample-database.js";

const OLD = fakeDatabase(1);
const NEW = fakeDatabase(2);
const JOURNAL_FLAGS = 0x806;

/** What a pool holds: for each path, the byte that fills the data; 0 for an empty file. */
function contents(pool: SahPool): Record<string, number> {
  return Object.fromEntries(pool.fileNames.sort().map((path) => [path, pool.exportFile(path).at(-1) ?? 0]));
}

function writeJournal(pool: SahPool): void {
  const journal = pool.createVfs().xOpen("/a.db-journal", JOURNAL_FLAGS);
  journal.xWrite(new Uint8Array(1000).fill(7), 0);
  journal.xSync(2);
  journal.xClose();
}

interface Scenario {
  readonly name: string;
  prepare?(pool: SahPool): Promise<unknown> | void;
  change(pool: SahPool): Promise<unknown> | void;
  /** What may be found after a crash at any moment of the change; the last one when it is done. */
  readonly allowed: readonly Record<string, number>[];
}

const scenarios: Scenario[] = [
  {
    name: "a file is created",
    change: (pool) => void pool.createVfs().xOpen("/a.db", 0x106).xClose(),
    allowed: [{}, { "/a.db": 0 }],
  },
  {
    name: "a file is made with its content",
    change: (pool) => pool.createFile("/a.db", NEW),
    allowed: [{}, { "/a.db": 2 }],
  },
  {
    name: "a journal is deleted",
    async prepare(pool) {
      await pool.importFile("/a.db", OLD);
      writeJournal(pool);
    },
    change: (pool) => void pool.createVfs().xDelete("/a.db-journal", false),
    // An empty journal is none.
    allowed: [{ "/a.db": 1, "/a.db-journal": 7 }, { "/a.db": 1, "/a.db-journal": 0 }, { "/a.db": 1 }],
  },
  {
    name: "a file is renamed",
    prepare: (pool) => pool.importFile("/a.db", OLD),
    change: (pool) => pool.rename("/a.db", "/b.db"),
    allowed: [{ "/a.db": 1 }, { "/b.db": 1 }],
  },
  {
    name: "a database is imported under a new name, beside the journal of one that is gone",
    prepare: writeJournal,
    change: (pool) => pool.importFile("/a.db", NEW),
    allowed: [{ "/a.db-journal": 7 }, { "/a.db-journal": 0 }, {}, { "/a.db": 2 }],
  },
  {
    name: "a database is imported over another that has a journal",
    async prepare(pool) {
      await pool.importFile("/a.db", OLD);
      writeJournal(pool);
    },
    change: (pool) => pool.importFile("/a.db", NEW),
    allowed: [{ "/a.db": 1, "/a.db-journal": 7 }, { "/a.db": 2 }],
  },
  {
    name: "a database replaces another that has a journal",
    async prepare(pool) {
      await pool.importFile("/new.db", NEW);
      await pool.importFile("/a.db", OLD);
      writeJournal(pool);
    },
    change: (pool) => pool.replace("/new.db", "/a.db"),
    allowed: [{ "/a.db": 1, "/a.db-journal": 7, "/new.db": 2 }, { "/a.db": 2 }],
  },
  {
    name: "a database is imported in pieces, until the end or not",
    prepare: (pool) => pool.importFile("/a.db", OLD),
    async change(pool) {
      const aborted = await pool.beginImport("/a.db");
      aborted.write(NEW.slice(0, 600));
      aborted.abort();
      const finished = await pool.beginImport("/a.db");
      finished.write(NEW.slice(0, 600));
      finished.write(NEW.slice(600));
      finished.finish();
    },
    allowed: [{ "/a.db": 1 }, { "/a.db": 2 }],
  },
  {
    name: "a database and its journal are unlinked",
    async prepare(pool) {
      await pool.importFile("/a.db", OLD);
      writeJournal(pool);
    },
    change: (pool) => void pool.unlink("/a.db"),
    // SQLite drops the journal of an empty database.
    allowed: [
      { "/a.db": 1, "/a.db-journal": 7 },
      { "/a.db": 0, "/a.db-journal": 7 },
      { "/a.db-journal": 7 },
      { "/a.db-journal": 0 },
      {},
    ],
  },
  {
    name: "a journal is deleted while it is open, and its name is taken again",
    prepare: writeJournal,
    change(pool) {
      const journal = pool.createVfs().xOpen("/a.db-journal", JOURNAL_FLAGS);
      pool.createVfs().xDelete("/a.db-journal", false);
      journal.xWrite(new Uint8Array(1000).fill(8), 0);
      pool.createVfs().xOpen("/a.db-journal", JOURNAL_FLAGS).xClose();
      journal.xClose();
    },
    allowed: [{ "/a.db-journal": 7 }, {}, { "/a.db-journal": 0 }],
  },
  {
    name: "a temporary file is used",
    change(pool) {
      const file = pool.createVfs().xOpen(null, 0x20e);
      file.xWrite(new Uint8Array(1000).fill(8), 0);
      file.xClose();
      pool.createVfs().xOpen("/a.db", 0x106).xClose();
    },
    allowed: [{}, { "/a.db": 0 }],
  },
  {
    name: "a file is added to the pool",
    change: (pool) => pool.addCapacity(1),
    allowed: [{}],
  },
];

describe("after a crash at any operation, or inside any write", () => {
  const inBlankFiles = ["a file is created", "a file is made with its content", "a temporary file is used"];
  it.each([
    ...scenarios.map((scenario) => ({ ...scenario, leavesBlank: false })),
    ...scenarios
      .filter(({ name }) => inBlankFiles.includes(name))
      .map((scenario) => ({ ...scenario, name: `${scenario.name} (blank)`, leavesBlank: true })),
  ])("while $name", async ({ prepare, change, allowed, leavesBlank }) => {
    const storage = new MemoryStorage();
    const openPool = (place: MemoryStorage) => openPoolOf(place, { leavesBlank });
    const pool = await openPool(storage);
    await prepare?.(pool);
    const states = await crashStates(storage, () => change(pool));
    expect(contents(pool)).toEqual(allowed.at(-1));
    expect(states.length).toBeGreaterThan(2);
    for (const state of states) {
      const found: SahPool[] = [];
      const during = await crashStates(state, async () => found.push(await openPool(state)));
      // The power may fail now, when the next owner has relied on what it found.
      for (const later of await crashStates(state, () => {})) {
        expect(contents(await openPool(later.copy()))).toEqual(contents(found[0] as SahPool));
      }
      // And what the next owner does may itself be interrupted.
      for (const interrupted of during) found.push(await openPool(interrupted));
      for (const each of found) {
        expect(allowed).toContainEqual(contents(each));
        expect(each.damagedFiles).toEqual([]);
        expect(each.freeCount + each.fileCount).toBe(each.capacity);
      }
    }
  });
});
