import type { ProxyPlace } from "./start-proxy.js";

/** What `Opfs.create` takes. Parameters of the worker's URL go before these. */
export interface OpfsOptions {
  /** Name of the VFS; default `"opfs"`. */
  readonly name?: string;
  /** Refuses to start, as the URL parameter `opfs-disable` does; default `false`. */
  readonly disable?: boolean;
  /** Script of the proxy worker; default the one in this package. URL parameter `opfs-proxy-uri`. */
  readonly proxyUrl?: string | URL;
  /**
   * Port whose other end a proxy worker has got, which the page has started; default: this thread starts one. The port
   * goes before `proxyUrl`. Firefox
   * (seen in 153) hangs now and then when a worker starts a worker, so that pages do better to start both.
   */
  readonly proxyPort?: MessagePort;
  /** Takes messages about what happens; default none. The URL parameter `opfs-verbose` turns them on (1) or off (0). */
  readonly log?: (message: string) => void;
  /** Exercises the storage before it is used; default `false`. URL parameter `opfs-sanity-check`. */
  readonly sanityCheck?: boolean;
  /** Bytes of file blocks kept in memory per database; default 4 MiB. */
  readonly cacheSize?: number;
  /**
   * Bytes that one read or write carries to the proxy, 65,536 or more; longer ones take several. Default 1 MiB: as much
   * as gathered writes bring in one call.
   */
  readonly ioSize?: number;
  /** Milliseconds that a lock is waited for before SQLite hears `SQLITE_BUSY`; default 500. */
  readonly lockTimeout?: number;
  /** Milliseconds after which an idle proxy looks around; default 150. */
  readonly idleTime?: number;
  /**
   * Milliseconds after which a proxy that has begun an operation and shows no sign of life is taken for dead; default
   * 20,000. One that does not even begin is taken for dead after five seconds, or after this time if it is shorter.
   */
  readonly timeout?: number;
}

/** {@link OpfsOptions} with everything decided. */
export interface OpfsSettings {
  readonly name: string;
  readonly disable: boolean;
  readonly proxy: ProxyPlace;
  readonly log: (message: string) => void;
  readonly sanityCheck: boolean;
  readonly cacheSize: number;
  readonly ioSize: number;
  readonly lockTimeout: number;
  readonly idleTime: number;
  readonly timeout: number;
}

const DEFAULT_CACHE_SIZE = 4 * 1_048_576;
const DEFAULT_IO_SIZE = 1_048_576;
const SMALLEST_IO_SIZE = 65_536;

/**
 * Decides on every option.
 *
 * @param search - the query part of the worker's URL
 * @throws RangeError for a number that cannot be
 */
export function resolveOptions(options: OpfsOptions, search: string): OpfsSettings {
  const parameters = new URLSearchParams(search);
  const flag = (name: string, otherwise: boolean): boolean => {
    const text = parameters.get(name);
    return text === null ? otherwise : text !== "0" && text !== "false";
  };
  const isVerbose = flag("opfs-verbose", options.log !== undefined);
  return {
    name: options.name ?? "opfs",
    disable: flag("opfs-disable", options.disable ?? false),
    proxy:
      options.proxyPort === undefined
        ? { url: parameters.get("opfs-proxy-uri") ?? options.proxyUrl }
        : { port: options.proxyPort },
    log: (isVerbose && options.log) || (() => {}),
    sanityCheck: flag("opfs-sanity-check", options.sanityCheck ?? false),
    cacheSize: number("cacheSize", options.cacheSize ?? DEFAULT_CACHE_SIZE),
    ioSize: number("ioSize", options.ioSize ?? DEFAULT_IO_SIZE, SMALLEST_IO_SIZE),
    lockTimeout: number("lockTimeout", options.lockTimeout ?? 500),
    idleTime: number("idleTime", options.idleTime ?? 150),
    timeout: number("timeout", options.timeout ?? 20_000),
  };
}

function number(name: string, value: number, least = 0): number {
  if (Number.isFinite(value) && value >= least) return value;
  throw new RangeError(`${name} must be a number, ${least} or more: ${value}`);
}
