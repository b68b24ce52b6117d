import type { Durability, OpenPayload, StorageKind } from "../protocol/index.js";

/** How to open a database. */
export interface OpenOptions {
  /**
   * - `"auto"` (default): `"opfs-sahpool"` where the browser has the Origin Private File System, `"memory"` where it has none
   * - `"opfs-sahpool"`: the quickest; one connection at a time
   * - `"opfs"`: a plain file, which any number of connections, workers and tabs may have open; for pages that are
   *   cross-origin isolated. The name is the file's path, such as `"notes/app.db"`
   * - `"memory"`: gone when it is closed
   *
   * Each storage has databases of its own: one name in two of them is two databases.
   */
  readonly storage?: "auto" | StorageKind;
  /** Fail with a `StorageError` (`unsupported`) rather than keep the database in memory; default `false`. */
  readonly requirePersistence?: boolean;
  /**
   * Whether a commit is on the disk when it is acknowledged; default `"full"`. `"relaxed"` commits without waiting for the
   * disk: only a power loss can take the latest commits back then, never the end of the tab, and the database stays
   * consistent. In `"opfs"` it makes no difference.
   */
  readonly durability?: Durability;
  /** The worker's script, where the one in this package cannot be found or used. */
  readonly workerUrl?: string | URL;
  /** `sqlite3.wasm`, where the one in this package cannot be found or used. */
  readonly wasmUrl?: string | URL;
  /** The script of the worker that `"opfs"` reaches its files through, where the one in this package cannot be used. */
  readonly proxyUrl?: string | URL;
  /** Milliseconds after which opening is given up; default 30,000. */
  readonly openTimeout?: number;
}

/** {@link OpenOptions}, checked. */
export interface CheckedOptions {
  readonly payload: Omit<OpenPayload, "proxyPort">;
  readonly workerUrl: URL | undefined;
  readonly proxyUrl: URL | undefined;
  readonly openTimeout: number;
}

const STORAGES = ["auto", "opfs-sahpool", "opfs", "memory"] as const;
const DURABILITIES = ["full", "relaxed"] as const;
const OPEN_TIMEOUT = 30_000;
/** What a timer takes. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * Checks what `open()` is given.
 *
 * @throws TypeError, RangeError
 */
export function checkOptions(name: unknown, options: OpenOptions): CheckedOptions {
  if (typeof name !== "string") throw new TypeError(`a database name must be a string, not ${typeof name}`);
  if (typeof options !== "object" || options === null) throw new TypeError("options must be an object");
  const { storage = "auto", requirePersistence = false, durability = "full" } = options;
  const { openTimeout = OPEN_TIMEOUT } = options;
  if (!STORAGES.includes(storage)) {
    throw new TypeError(`the option storage must be one of ${STORAGES.join(", ")}`);
  }
  if (!DURABILITIES.includes(durability)) {
    throw new TypeError(`the option durability must be one of ${DURABILITIES.join(", ")}`);
  }
  if (typeof requirePersistence !== "boolean") {
    throw new TypeError("the option requirePersistence must be a boolean");
  }
  if (name === ":memory:" && storage !== "auto" && storage !== "memory") {
    throw new TypeError(`a database named :memory: cannot be kept in ${storage}`);
  }
  if (requirePersistence && (name === ":memory:" || storage === "memory")) {
    throw new TypeError("a database in memory cannot be persistent");
  }
  if (!(openTimeout > 0 && openTimeout <= LONGEST_TIMEOUT)) {
    throw new RangeError(`the option openTimeout must be between 1 and ${LONGEST_TIMEOUT} milliseconds`);
  }
  const wasmUrl = resolveUrl("wasmUrl", options.wasmUrl)?.href ?? null;
  return {
    payload: { name, storage, requirePersistence, durability, wasmUrl },
    workerUrl: resolveUrl("workerUrl", options.workerUrl),
    proxyUrl: resolveUrl("proxyUrl", options.proxyUrl),
    openTimeout,
  };
}

/** A relative URL counts from the page. */
function resolveUrl(option: string, url: string | URL | undefined): URL | undefined {
  if (url === undefined) return undefined;
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  try {
    return new URL(url, base);
  } catch (cause) {
    throw new TypeError(`the option ${option} is not a URL: ${String(url)}`, { cause });
  }
}
