import type { Database } from "../../../src/oo1/index.js";
import { beginSharing } from "../../../src/worker/journaling.js";
import type { StorageName } from "./mounted-storage.js";

/**
 * What is found after a power loss. When only the worker dies, each finds the last acknowledged commit.
 * - `last commit`: the last acknowledged one, or the one that was under way
 * - `some commit`: any one before, whole
 * - `nothing certain`: SQLite promises nothing, so no power loss is tried
 */
export type PowerLossPromise = "last commit" | "some commit" | "nothing certain";

/** How a database is used. */
export interface Configuration {
  readonly name: string;
  readonly storage: StorageName;
  readonly pageSize: number;
  readonly journalMode: "DELETE" | "TRUNCATE" | "PERSIST" | "WAL";
  readonly synchronous: "OFF" | "NORMAL" | "FULL" | "EXTRA";
  readonly lockingMode: "NORMAL" | "EXCLUSIVE";
  /** Done last when a connection has been opened. */
  opening(db: Database): void;
  /** Run before a connection is closed. */
  readonly closing: string;
  readonly promise: PowerLossPromise;
  /**
   * A transaction over two databases is in both or in neither. In WAL mode, and without synchronisation, each database is
   * atomic by itself only (https://www.sqlite.org/lang_attach.html).
   */
  readonly isJoint: boolean;
}

type Row = Partial<Omit<Configuration, "name">>;

const PAGE_SIZES = [512, 4096, 8192, 65536];
const WAL: Row = { journalMode: "WAL", lockingMode: "EXCLUSIVE", isJoint: false };
/** As the library's worker uses its database. */
const WORKER: Row = {
  ...WAL,
  storage: "opfs-sahpool, left blank",
  pageSize: 8192,
  closing: "PRAGMA journal_mode = DELETE",
};

/** Every combination that is tried of `opfs-sahpool`. */
export const POOL_CONFIGURATIONS: readonly Configuration[] = [
  ...PAGE_SIZES.flatMap((pageSize) => [
    configure({ pageSize, journalMode: "DELETE" }),
    configure({ pageSize, journalMode: "TRUNCATE" }),
    configure({ pageSize, journalMode: "PERSIST" }),
    configure({ pageSize, ...WAL }),
  ]),
  configure({ synchronous: "EXTRA" }),
  configure({ lockingMode: "EXCLUSIVE" }),
  configure({ storage: "opfs-sahpool, left blank", journalMode: "DELETE" }),
  configure({ storage: "opfs-sahpool, left blank", journalMode: "TRUNCATE", pageSize: 512 }),
  configure(WORKER, "as the worker, durability full"),
  configure(
    { ...WORKER, synchronous: "NORMAL", promise: "some commit" },
    "as the worker, durability relaxed",
  ),
  configure({ ...WAL, pageSize: 512, synchronous: "NORMAL", promise: "some commit" }),
  configure({ ...WAL, synchronous: "OFF", promise: "nothing certain" }),
  // A journal that is synchronised in one go may pass for whole when it is torn.
  configure({ synchronous: "NORMAL", promise: "nothing certain" }),
  configure({ journalMode: "TRUNCATE", synchronous: "OFF", promise: "nothing certain", isJoint: false }),
  configure({ journalMode: "PERSIST", synchronous: "OFF", promise: "nothing certain", isJoint: false }),
];

/** Every combination that is tried of `opfs`. */
export const OPFS_CONFIGURATIONS: readonly Configuration[] = [
  ...PAGE_SIZES.flatMap((pageSize) => [
    configure({ storage: "opfs", pageSize, journalMode: "DELETE" }),
    configure({ storage: "opfs", pageSize, journalMode: "TRUNCATE" }),
    configure({ storage: "opfs", pageSize, journalMode: "PERSIST" }),
  ]),
  configure({ storage: "opfs", synchronous: "EXTRA" }),
  configure({ storage: "opfs", lockingMode: "EXCLUSIVE" }),
  configure({ storage: "opfs, one handle" }),
  configure({ storage: "opfs", pageSize: 8192, opening: beginSharing }, "opfs as the worker"),
  configure({ storage: "opfs", synchronous: "NORMAL", promise: "nothing certain" }),
  ...(["DELETE", "TRUNCATE", "PERSIST"] as const).map((journalMode) =>
    configure({
      storage: "opfs",
      journalMode,
      synchronous: "OFF",
      promise: "nothing certain",
      isJoint: false,
    }),
  ),
];

/** Every combination that is tried. */
export const CONFIGURATIONS: readonly Configuration[] = [...POOL_CONFIGURATIONS, ...OPFS_CONFIGURATIONS];

/** Finds a configuration by its name. @throws RangeError */
export function configurationNamed(name: string): Configuration {
  const found = CONFIGURATIONS.find((configuration) => configuration.name === name);
  if (found === undefined) {
    const names = CONFIGURATIONS.map((each) => each.name).join("\n  ");
    throw new RangeError(`no configuration ${name}; there are\n  ${names}`);
  }
  return found;
}

function configure(row: Row, name?: string): Configuration {
  const configuration = {
    storage: "opfs-sahpool",
    opening() {},
    pageSize: 4096,
    journalMode: "DELETE",
    synchronous: "FULL",
    lockingMode: "NORMAL",
    closing: "",
    promise: "last commit",
    isJoint: true,
    ...row,
  } as const;
  const { storage, journalMode, synchronous, lockingMode, pageSize } = configuration;
  const words = [
    ...(storage === "opfs-sahpool" ? [] : [storage]),
    journalMode,
    synchronous,
    ...(lockingMode === "NORMAL" ? [] : [lockingMode]),
    pageSize,
  ];
  return { name: name ?? words.join(" ").toLowerCase(), ...configuration };
}
