import type { OpfsOptions } from "../vfs/index.js";

/** Takes a message, as the functions of `console` do. */
export type Log = (...details: unknown[]) => void;

/** What `globalThis.sqlite3ApiConfig` may set before `sqlite3InitModule()` is called; further settings are kept. */
export interface Sqlite3ApiConfig {
  readonly debug?: Log;
  readonly log?: Log;
  readonly warn?: Log;
  readonly error?: Log;
  /** Whether to allocate with C's `malloc()` instead of `sqlite3_malloc()`. */
  readonly useStdAlloc?: boolean;
  readonly allocExportName?: string;
  readonly reallocExportName?: string;
  readonly deallocExportName?: string;
  /** Folder of a WASMFS build; not used by this one. */
  readonly wasmfsOpfsDir?: string;
  /** What is left out: VFSes by their names. */
  readonly disable?: { readonly vfs?: Readonly<Record<string, boolean>> };
  /** How the VFS `opfs` is started. A page may start its proxy worker and pass a port to it, or the script's URL. */
  readonly opfs?: Omit<OpfsOptions, "name" | "log">;
  readonly [setting: string]: unknown;
}

/** `sqlite3.config`: the settings with their defaults. The functions that take messages may be replaced. */
export interface Sqlite3Config {
  debug: Log;
  log: Log;
  warn: Log;
  error: Log;
  readonly useStdAlloc: boolean;
  readonly allocExportName: string;
  readonly reallocExportName: string;
  readonly deallocExportName: string;
  readonly wasmfsOpfsDir: string;
  readonly bigIntEnabled: true;
  readonly disable?: Sqlite3ApiConfig["disable"];
  readonly opfs?: Sqlite3ApiConfig["opfs"];
  /** What the wasm exports and its memory, once it runs. */
  readonly exports?: WebAssembly.Exports;
  readonly memory?: WebAssembly.Memory;
  readonly [setting: string]: unknown;
}

/**
 * Completes the settings.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-index.md
 */
export function resolveApiConfig(given: Sqlite3ApiConfig = {}): Sqlite3Config {
  const { debug, log, warn, error } = globalThis.console;
  const prefix = given.useStdAlloc ? "" : "sqlite3_";
  return {
    debug,
    log,
    warn,
    error,
    wasmfsOpfsDir: "/opfs",
    useStdAlloc: false,
    allocExportName: `${prefix}malloc`,
    deallocExportName: `${prefix}free`,
    reallocExportName: `${prefix}realloc`,
    ...given,
    bigIntEnabled: true,
  };
}
