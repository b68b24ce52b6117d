import type { Loose, ParityCall, ParityCalls } from "../subject.js";

/** Opens a storage, runs work on the connection and closes it. */
function withDb(sqlite3: Loose, args: readonly unknown[], work: (db: Loose) => unknown): unknown {
  const db = new (sqlite3.oo1 as unknown as { JsStorageDb: Loose }).JsStorageDb(...args);
  try {
    return work(db);
  } finally {
    db.close?.();
  }
}

/** Makes a storage with a table of one row. */
function fill(sqlite3: Loose, name: string): void {
  withDb(sqlite3, [name], (db) =>
    db.exec?.("drop table if exists t; create table t(a); insert into t values (7)"),
  );
}

/** Begins with nothing in `local` and `session` and with a row in a storage in memory. */
function prepared(call: ParityCall): ParityCall {
  return (sqlite3) => {
    sqlite3.kvvfs?.clear?.("");
    fill(sqlite3, "memory");
    return call(sqlite3);
  };
}

const opened: ParityCall = (sqlite3) =>
  withDb(sqlite3, ["local"], (db) => [db.filename, db.dbFilename?.(), db.dbVfsName?.()]);

const NAMES = [
  "local",
  "session",
  ".",
  ":thread:",
  "a/b",
  "/a",
  "a b",
  "ä",
  "x-",
  "LOCAL",
  "locals",
  "name.db",
];
const BAD_NAMES = ["", "x-journal", "x-wal", "x-shm", "n".repeat(120)];
const ODD_VALUES: readonly unknown[] = [undefined, null, "", "local", "session", "nope", 5, {}];

const SHAPES: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  "an empty object": {},
  "a name": { name: "x" },
  "no size": { name: "x", timestamp: 1, pages: [] },
  "no timestamp": { name: "x", size: 512, pages: [new Uint8Array(512)] },
  "pages that are no array": { name: "x", timestamp: 1, size: 512, pages: "53" },
  "size 0": { name: "x", timestamp: 1, size: 0, pages: [] },
  "a bad name": { name: "x-journal", timestamp: 1, size: 512, pages: [new Uint8Array(512)] },
};

/** What listeners have heard of a transaction. */
const heard =
  (options: object): ParityCall =>
  (sqlite3) => {
    const events: string[] = [];
    const hear = ({ type, storageName, data }: Loose) => {
      const [key, value] = (Array.isArray(data) ? data : [data]) as unknown as [unknown, unknown];
      const shown = value instanceof Uint8Array ? `${value.length} bytes` : typeof value;
      events.push(`${type} ${storageName} ${String(key)} ${shown}`);
    };
    const names = ["open", "close", "write", "sync"];
    const listener = {
      storage: "memory",
      events: Object.fromEntries(names.map((name) => [name, hear])),
      ...options,
    };
    sqlite3.kvvfs?.listen?.(listener);
    withDb(sqlite3, ["memory"], (db) => db.exec?.("insert into t values (8)"));
    const ended = sqlite3.kvvfs?.unlisten?.(listener);
    withDb(sqlite3, ["memory"], (db) => db.exec?.("insert into t values (9)"));
    return [events, ended];
  };

const CALLS: ParityCalls = {
  ...Object.fromEntries(
    NAMES.map((name) => [
      `new JsStorageDb(${JSON.stringify(name)})`,
      (sqlite3: Loose) =>
        withDb(sqlite3, [name], (db) => [
          db.exec?.("create table if not exists t(a); insert into t values (7)") === db,
          [db.filename, db.dbFilename?.(), db.dbVfsName?.(), db.selectValue?.("select a from t")],
          sqlite3.kvvfs?.exists?.(name),
        ]),
    ]),
  ),
  ...Object.fromEntries(
    BAD_NAMES.map((name) => [
      `new JsStorageDb(${JSON.stringify(name.slice(0, 10))})`,
      (sqlite3: Loose) => withDb(sqlite3, [name], () => "opened"),
    ]),
  ),
  "new JsStorageDb()": (sqlite3) => withDb(sqlite3, [], (db) => db.filename),
  "new JsStorageDb(':localStorage:')": (sqlite3) =>
    withDb(sqlite3, [":localStorage:"], (db) => db.dbFilename?.()),
  "new JsStorageDb(':sessionStorage:')": (sqlite3) =>
    withDb(sqlite3, [":sessionStorage:"], (db) => db.dbFilename?.()),
  "new JsStorageDb(5)": (sqlite3) => withDb(sqlite3, [5], (db) => db.filename),
  "new JsStorageDb(null)": (sqlite3) => withDb(sqlite3, [null], (db) => db.filename),
  "new JsStorageDb({ filename })": (sqlite3) =>
    withDb(sqlite3, [{ filename: "memory" }], (db) => db.selectValue?.("select a from t")),
  "new JsStorageDb({ filename, vfs })": (sqlite3) =>
    withDb(sqlite3, [{ filename: "memory", vfs: "memdb" }], (db) => db.dbVfsName?.()),
  "new JsStorageDb('memory', 'r')": (sqlite3) =>
    withDb(sqlite3, ["memory", "r"], (db) => db.selectValue?.("select a from t")),
  "writing to new JsStorageDb('memory', 'r')": (sqlite3) =>
    withDb(sqlite3, ["memory", "r"], (db) => db.exec?.("insert into t values (1)")),
  "new JsStorageDb('local', 'r') of nothing": (sqlite3) =>
    withDb(sqlite3, ["local", "r"], (db) => db.selectValue?.("select count(*) from sqlite_schema")),
  "new JsStorageDb('missing', 'w')": (sqlite3) => withDb(sqlite3, ["missing", "w"], () => "opened"),
  "a connection's names": opened,
  "new DB('file:memory?vfs=kvvfs')": ({ oo1 }) => {
    const db = new (oo1 as unknown as { DB: Loose }).DB("file:memory?vfs=kvvfs");
    const seen = [db.selectValue?.("select a from t"), db.dbVfsName?.()];
    db.close?.();
    return seen;
  },
  "JsStorageDb.defaultStorageName": ({ oo1 }) => oo1?.JsStorageDb?.defaultStorageName,
  "two connections see each other's commits": (sqlite3) =>
    withDb(sqlite3, ["memory"], (first) =>
      withDb(sqlite3, ["memory"], (second) => {
        first.exec?.("insert into t values (8)");
        return second.selectValues?.("select a from t order by a");
      }),
    ),
  "two writers": (sqlite3) =>
    withDb(sqlite3, ["memory"], (first) =>
      withDb(sqlite3, ["memory"], (second) => {
        first.exec?.("begin immediate");
        return second.exec?.("insert into t values (8)");
      }),
    ),
  "VACUUM INTO 'file:session?vfs=kvvfs'": (sqlite3) =>
    withDb(sqlite3, ["memory"], (db) => {
      db.exec?.("vacuum into 'file:session?vfs=kvvfs'");
      return withDb(sqlite3, ["session"], (copy) => copy.selectValue?.("select a from t"));
    }),
  "journal modes": (sqlite3) =>
    withDb(sqlite3, ["memory"], (db) =>
      ["truncate", "persist", "memory", "off", "wal", "delete"].map((mode) =>
        db.selectValue?.(`pragma journal_mode = ${mode}`),
      ),
    ),
  "page_size = 4096 before VACUUM": (sqlite3) =>
    withDb(sqlite3, ["memory"], (db) => {
      db.exec?.("pragma page_size = 4096; vacuum");
      return db.selectValue?.("pragma page_size");
    }),

  ...Object.fromEntries(
    ["clear", "estimateSize", "exists", "unlink", "export"].flatMap((name) =>
      ODD_VALUES.map((value) => [
        `${name}(${value === undefined ? "undefined" : JSON.stringify(value)})`,
        ({ kvvfs }: Loose) => {
          const result = kvvfs?.[name]?.(value) as unknown;
          return name === "export" ? Object.keys(result as object) : result;
        },
      ]),
    ),
  ),
  ...Object.fromEntries(
    ["clearStorage", "storageSize"].flatMap((name) =>
      ODD_VALUES.map((value) => [
        `JsStorageDb.${name}(${value === undefined ? "undefined" : JSON.stringify(value)})`,
        ({ oo1 }: Loose) => oo1?.JsStorageDb?.[name]?.(value),
      ]),
    ),
  ),
  "clear('memory')": ({ kvvfs }) => [kvvfs?.clear?.("memory"), kvvfs?.exists?.("memory")],
  "clear('memory') while it is open": (sqlite3) =>
    withDb(sqlite3, ["memory"], () => sqlite3.kvvfs?.clear?.("memory")),
  "estimateSize('memory')": ({ kvvfs }) => kvvfs?.estimateSize?.("memory"),
  "storageSize() of a connection": (sqlite3) => withDb(sqlite3, ["memory"], (db) => db.storageSize?.()),
  "clearStorage() of a connection": (sqlite3) =>
    withDb(sqlite3, ["memory"], (db) => [
      Number(db.clearStorage?.()) > 0,
      db.selectValue?.("select count(*) from sqlite_schema"),
    ]),
  "unlink('memory')": ({ kvvfs }) => [
    kvvfs?.unlink?.("memory"),
    kvvfs?.exists?.("memory"),
    kvvfs?.unlink?.("memory"),
  ],
  "unlink('memory') while it is open": (sqlite3) =>
    withDb(sqlite3, ["memory"], () => sqlite3.kvvfs?.unlink?.("memory")),
  "unlink('.')": ({ kvvfs }) => kvvfs?.unlink?.("."),
  "reserve('kept')": ({ kvvfs }) => [
    kvvfs?.exists?.("kept"),
    kvvfs?.reserve?.("kept"),
    kvvfs?.exists?.("kept"),
    kvvfs?.unlink?.("kept"),
    kvvfs?.exists?.("kept"),
  ],
  ...Object.fromEntries(
    [...BAD_NAMES, undefined, null, 5].map((name) => [
      `reserve(${name === undefined ? "undefined" : JSON.stringify(name).slice(0, 12)})`,
      ({ kvvfs }: Loose) => kvvfs?.reserve?.(name),
    ]),
  ),
  "export('memory')": ({ kvvfs }) => ({ ...(kvvfs?.export?.("memory") as object), timestamp: 0 }),
  "export({ name, decodePages })": ({ kvvfs }) => ({
    ...(kvvfs?.export?.({ name: "memory", decodePages: true }) as object),
    timestamp: 0,
  }),
  "export({ name, includeJournal })": ({ kvvfs }) =>
    Object.keys(kvvfs?.export?.({ name: "memory", includeJournal: true }) as object),
  "export({ name: 'nope' })": ({ kvvfs }) => kvvfs?.export?.({ name: "nope" }),
  ...Object.fromEntries(
    Object.entries(SHAPES).map(([name, shape]) => [
      `import(${name})`,
      ({ kvvfs }: Loose) => kvvfs?.import?.(shape) === kvvfs,
    ]),
  ),
  "import(an export) under another name": (sqlite3) => {
    const { kvvfs } = sqlite3;
    kvvfs?.unlink?.("imported");
    const exported = { ...(kvvfs?.export?.("memory") as object), name: "imported" };
    const isNamespace = kvvfs?.import?.(JSON.parse(JSON.stringify(exported))) === kvvfs;
    return [isNamespace, withDb(sqlite3, ["imported"], (db) => db.selectValue?.("select a from t"))];
  },
  "import(decoded pages)": (sqlite3) => {
    const { kvvfs } = sqlite3;
    kvvfs?.unlink?.("imported");
    const exported = kvvfs?.export?.({ name: "memory", decodePages: true }) as object;
    kvvfs?.import?.({ ...exported, name: "imported" });
    return withDb(sqlite3, ["imported"], (db) => db.selectValue?.("select a from t"));
  },
  "import(an export) where there is one": ({ kvvfs }) => kvvfs?.import?.(kvvfs?.export?.("memory")),
  "import(an export, true) where there is one": (sqlite3) => {
    const { kvvfs } = sqlite3;
    const exported = kvvfs?.export?.("memory");
    withDb(sqlite3, ["memory"], (db) => db.exec?.("delete from t"));
    kvvfs?.import?.(exported, true);
    return withDb(sqlite3, ["memory"], (db) => db.selectValue?.("select a from t"));
  },
  "import(an export, true) while it is open": (sqlite3) =>
    withDb(sqlite3, ["memory"], () => sqlite3.kvvfs?.import?.(sqlite3.kvvfs?.export?.("memory"), true)),
  "import(an export, true) into session": (sqlite3) => {
    const { kvvfs } = sqlite3;
    kvvfs?.import?.({ ...(kvvfs?.export?.("memory") as object), name: "session" }, true);
    return withDb(sqlite3, ["session"], (db) => db.selectValue?.("select a from t"));
  },

  "listen() to a transaction": heard({}),
  "listen({ decodePages }) to a transaction": heard({ decodePages: true }),
  ...Object.fromEntries(
    [undefined, null, {}, { storage: "nope9" }, { storage: 5, events: {} }, { storage: "memory" }].map(
      (value) => [
        `listen(${value === undefined ? "undefined" : JSON.stringify(value)})`,
        ({ kvvfs }: Loose) => kvvfs?.listen?.(value),
      ],
    ),
  ),
  "listen({ reserve })": ({ kvvfs }) => {
    kvvfs?.listen?.({ storage: "reserved", reserve: true, events: {} });
    return [kvvfs?.exists?.("reserved"), kvvfs?.unlink?.("reserved")];
  },
  "unlisten() of who does not listen": ({ kvvfs }) => [
    kvvfs?.unlisten?.({ storage: "memory", events: {} }),
    kvvfs?.unlisten?.({}),
    kvvfs?.unlisten?.(null),
    kvvfs?.unlisten?.(),
  ],
};

/** `sqlite3.kvvfs` and `JsStorageDb`. */
export const kvvfsCalls: ParityCalls = Object.fromEntries(
  Object.entries(CALLS).map(([name, call]) => [name, prepared(call)]),
);
