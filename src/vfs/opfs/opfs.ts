import { StorageError } from "../../base/index.js";
import type { Vfs } from "../vfs.js";
import { type OpfsOptions, resolveOptions } from "./configuration.js";
import { requireEnvironment } from "./environment.js";
import { createSharedBuffers, Operation, viewSharedMemory } from "./layout/index.js";
import type { OperationMetrics } from "./metrics.js";
import { OperationRunner } from "./operation-runner.js";
import { OpfsVfs } from "./opfs-vfs.js";
import { startProxy } from "./start-proxy.js";

/** The storage that a thread's connections share with all threads of the origin. */
export class Opfs {
  readonly #runner: OperationRunner;
  readonly #vfs: Vfs;

  private constructor(runner: OperationRunner, vfs: Vfs) {
    this.#runner = runner;
    this.#vfs = vfs;
  }

  /**
   * Starts the storage of this thread, a dedicated worker.
   *
   * @throws StorageError `not-isolated` or `unsupported` with the reason when it cannot work here; `failed` when the
   *   proxy does not start
   */
  static async create(options: OpfsOptions = {}): Promise<Opfs> {
    const settings = resolveOptions(options, globalThis.location?.search ?? "");
    requireEnvironment(globalThis);
    const buffers = createSharedBuffers();
    const memory = viewSharedMemory(buffers);
    const { lockTimeout, idleTime, timeout } = settings;
    const proxy = await startProxy({ buffers, options: { lockTimeout, idleTime } }, timeout, settings.proxy);
    const runner = new OperationRunner(memory, timeout, () => proxy.abandon());
    return new Opfs(runner, new OpfsVfs(settings.name, runner, memory, settings.cacheSize));
  }

  /** What SQLite is given: `registerVfs(capi, opfs.vfs)`. */
  get vfs(): Vfs {
    return this.#vfs;
  }

  /** What has been asked of the proxy so far, by operation. */
  get metrics(): Readonly<Record<string, OperationMetrics>> {
    return this.#runner.metrics.report();
  }

  /** Starts counting from zero. */
  resetMetrics(): void {
    this.#runner.metrics.reset();
  }

  /** Ends the proxy. Connections must be closed before. */
  close(): void {
    this.#runner.run(Operation.END);
    this.#runner.lose(new StorageError("lost", "the storage is closed"));
  }
}
