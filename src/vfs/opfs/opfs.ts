import type { Vfs } from "../vfs.js";
import { type OpfsOptions, type OpfsSettings, resolveOptions } from "./configuration.js";
import { requireEnvironment } from "./environment.js";
import type { OperationMetrics } from "./metrics.js";
import { ProxySession } from "./proxy-session.js";
import type { ProxyPlace } from "./start-proxy.js";

/** The storage that a thread's connections share with all threads of the origin. */
export class Opfs {
  readonly #settings: OpfsSettings;
  #session: ProxySession;
  #restart: Promise<void> | undefined;
  #isClosed = false;
  /** What SQLite is given: `registerVfs(capi, opfs.vfs)`. */
  readonly vfs: Vfs;

  private constructor(settings: OpfsSettings, session: ProxySession) {
    this.#settings = settings;
    this.#session = session;
    this.vfs = {
      name: settings.name,
      xOpen: (path, flags, isOn) => this.#session.vfs.xOpen(path, flags, isOn),
      xDelete: (path, syncDirectory) => this.#session.vfs.xDelete(path, syncDirectory),
      xAccess: (path, flags) => this.#session.vfs.xAccess(path, flags),
      xRandomness: (target) => this.#session.vfs.xRandomness(target),
      xSleep: (microseconds) => this.#session.vfs.xSleep(microseconds),
    };
  }

  /**
   * Starts the storage of this thread, a dedicated worker.
   *
   * @throws StorageError `not-isolated` or `unsupported` with the reason when it cannot work here; `failed` when the
   *   proxy does not start, or does not pass the check that `sanityCheck` asks for; RangeError for an option that cannot be
   */
  static async create(options: OpfsOptions = {}): Promise<Opfs> {
    const settings = resolveOptions(options, globalThis.location?.search ?? "");
    requireEnvironment(globalThis, settings.disable);
    return new Opfs(settings, await ProxySession.start(settings, settings.proxy));
  }

  /**
   * Whether the proxy is known to be dead. What is open then fails with `StorageError` `lost` until it is closed: the
   * proxy's locks have died with it, and other threads may have written since. A death in silence is noticed by the next
   * operation that needs the proxy, after five seconds.
   */
  get isLost(): boolean {
    return this.#session.runner.isLost;
  }

  /**
   * Starts another proxy where the one before is known to be dead, so that databases can be opened again; a thread that
   * SQLite blocks cannot start one by itself. Connections that were open stay lost. Does nothing while the proxy lives.
   *
   * @param proxyPort - as in {@link OpfsOptions}; the one given there leads to the dead proxy
   * @throws StorageError as {@link Opfs.create}; `lost` after {@link Opfs.close}
   */
  async restart(proxyPort?: MessagePort): Promise<void> {
    if (this.#isClosed) this.#session.runner.requireProxy();
    if (!this.isLost) return;
    this.#restart ??= ProxySession.start(this.#settings, this.#place(proxyPort))
      .then((session) => {
        this.#session = session;
        if (this.#isClosed) session.end();
      })
      .finally(() => {
        this.#restart = undefined;
      });
    return this.#restart;
  }

  #place(port: MessagePort | undefined): ProxyPlace {
    const { proxy } = this.#settings;
    if (port !== undefined) return { port };
    return "port" in proxy ? { url: undefined } : proxy;
  }

  /** What has been asked of the proxy since it was started, by operation. */
  get metrics(): Readonly<Record<string, OperationMetrics>> {
    return this.#session.runner.metrics.report();
  }

  /** Starts counting from zero. */
  resetMetrics(): void {
    this.#session.runner.metrics.reset();
  }

  /** Ends the proxy. Connections must be closed before: those that are not are lost. */
  close(): void {
    this.#isClosed = true;
    this.#session.end();
  }
}
