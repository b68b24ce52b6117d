import type { DatabaseWanted, Durability, StorageKind } from "../protocol/index.js";
import type { Database } from "./database.js";
import { checkChoice, checkMilliseconds, checkName, checkObject, checkSignal } from "./option-checks.js";
import { type BigIntMode, checkBigInt } from "./query-options.js";
import { resolveUrl } from "./resolve-url.js";

/** Settings of a connection by their names. @see https://www.sqlite.org/pragma.html */
export type Pragmas = Readonly<Record<string, string | number | boolean>>;

/** How to open a database. */
export interface OpenOptions {
  /**
   * - `"auto"` (default): the fastest that persists, which is `"opfs-sahpool"`; where the browser has none, opening fails
   * - `"opfs-sahpool"`: the quickest; one page or worker at a time
   * - `"opfs"`: a plain file, which any number of connections, workers and tabs may have open; for pages that are
   *   cross-origin isolated. The name is the file's path, such as `"notes/app.db"`
   * - `"memory"`: gone when it is closed
   *
   * Each storage has databases of its own: one name in two of them is two databases.
   */
  readonly storage?: "auto" | StorageKind;
  /** Refuse a storage that does not persist, whoever asks for it; nothing else falls back to one. Default `false`. */
  readonly requirePersistence?: boolean;
  /**
   * Whether a commit is on the disk when it is acknowledged; default `"full"`. `"relaxed"` commits without waiting for the
   * disk: only a power loss can take the latest commits back then, never the end of the tab, and the database stays
   * consistent. In `"opfs"` it makes no difference.
   */
  readonly durability?: Durability;
  /** Milliseconds to wait for a database that another tab or worker has and only one can have; default 5,000. */
  readonly lockTimeout?: number;
  /** Milliseconds that a call waits for the transactions of other connections, before a `BusyError`; default 10,000. */
  readonly busyTimeout?: number;
  /**
   * Settings for the connection, such as `{ foreign_keys: true }`.
   * @see https://www.sqlite.org/pragma.html
   */
  readonly pragmas?: Pragmas;
  /** How an INTEGER is given: `"auto"` (default) as bigint beyond ±(2^53-1) only, `"always"` as bigint. */
  readonly bigint?: BigIntMode;
  /** Gives opening up when it is aborted: `open()` then rejects with the signal's `reason`. */
  readonly signal?: AbortSignal;
  /**
   * The worker's script, where the one in this package cannot be found or used: `web-sqlite-v2/worker`, and for the storage
   * `"opfs"` `web-sqlite-v2/worker-opfs`.
   */
  readonly workerUrl?: string | URL;
  /** `sqlite3.wasm`, where the one in this package cannot be found or used. */
  readonly wasmUrl?: string | URL;
  /** The script of the worker that `"opfs"` reaches its files through, where the one in this package cannot be used. */
  readonly proxyUrl?: string | URL;
  /** Milliseconds after which opening is given up; default 30,000 and those of `lockTimeout`. */
  readonly openTimeout?: number;
}

/** Opens a database with the scripts that another one was opened with. */
export type OpenAnother = (name: string, options: OpenOptions) => Promise<Database>;

/** {@link OpenOptions}, checked. */
export interface CheckedOptions {
  readonly openAnother: OpenAnother;
  readonly payload: DatabaseWanted;
  readonly workerUrl: URL | undefined;
  readonly proxyUrl: URL | undefined;
  readonly openTimeout: number;
  readonly bigint: BigIntMode;
  readonly signal: AbortSignal | undefined;
}

const OPEN_TIMEOUT = 30_000;

/**
 * Checks what `open()` is given.
 *
 * @param openAnother - opens others
 * @throws TypeError, RangeError
 */
export function checkOptions(name: unknown, options: OpenOptions, openAnother: OpenAnother): CheckedOptions {
  checkName(name);
  checkObject(options);
  const { storage = "auto", requirePersistence = false, durability = "full", bigint = "auto" } = options;
  const { lockTimeout = 5_000, busyTimeout = 10_000, pragmas = {}, signal } = options;
  const { openTimeout = OPEN_TIMEOUT + lockTimeout } = options;
  checkChoice("storage", storage, ["auto", "opfs-sahpool", "opfs", "memory"]);
  checkChoice("durability", durability, ["full", "relaxed"]);
  if (typeof requirePersistence !== "boolean") {
    throw new TypeError("the option requirePersistence must be a boolean");
  }
  if (name === ":memory:" && storage !== "auto" && storage !== "memory") {
    throw new TypeError(`a database named :memory: cannot be kept in ${storage}`);
  }
  if (requirePersistence && (name === ":memory:" || storage === "memory")) {
    throw new TypeError("a database in memory cannot be persistent");
  }
  checkSignal(signal);
  checkMilliseconds("openTimeout", openTimeout);
  checkMilliseconds("lockTimeout", lockTimeout, 0);
  checkMilliseconds("busyTimeout", busyTimeout, 0);
  return {
    payload: {
      name,
      storage,
      durability,
      lockTimeout,
      busyTimeout,
      pragmas: Object.entries(pragmas),
      opener: describeOpener(),
      wasmUrl: resolveUrl("wasmUrl", options.wasmUrl)?.href ?? null,
    },
    workerUrl: resolveUrl("workerUrl", options.workerUrl),
    proxyUrl: resolveUrl("proxyUrl", options.proxyUrl),
    openTimeout,
    bigint: checkBigInt(bigint),
    signal,
    openAnother,
  };
}

/** Others read it who wait for the database, so it says where to look, and nothing that a URL may carry beside. */
function describeOpener(): string {
  const kind = globalThis.document === undefined ? "worker" : "tab";
  return `a ${kind} (${globalThis.location?.pathname ?? ""})`;
}
