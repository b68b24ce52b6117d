import { StorageError } from "../../base/index.js";
import type { OpfsSettings } from "./configuration.js";
import { createSharedBuffers, viewSharedMemory } from "./layout/index.js";
import { OpfsVfs } from "./opfs-vfs.js";
import { ProxyRunner } from "./proxy-runner.js";
import { checkSanity } from "./sanity-check.js";
import { type ProxyPlace, startProxy } from "./start-proxy.js";

/** One proxy, from its start to its death, with all that depends on it: memory, open files, locks. */
export class ProxySession {
  readonly runner: ProxyRunner;
  readonly vfs: OpfsVfs;

  private constructor(runner: ProxyRunner, vfs: OpfsVfs) {
    this.runner = runner;
    this.vfs = vfs;
  }

  /** Starts a proxy. @throws StorageError `failed` when it does not start, or does not do what it should */
  static async start(settings: OpfsSettings, place: ProxyPlace): Promise<ProxySession> {
    const { name, lockTimeout, idleTime, timeout, ioSize, cacheSize, log } = settings;
    const buffers = createSharedBuffers(ioSize);
    const memory = viewSharedMemory(buffers);
    let runner: ProxyRunner | undefined;
    const onEnd = (reason: string) =>
      runner?.lose(new StorageError("lost", `the storage proxy has ended: ${reason}`));
    const proxy = await startProxy({ buffers, options: { lockTimeout, idleTime } }, timeout, place, onEnd);
    runner = new ProxyRunner(memory, timeout, (error) => {
      log(error.message);
      proxy.abandon();
    });
    log("the storage proxy is ready");
    if (settings.sanityCheck) {
      try {
        checkSanity(runner);
      } catch (error) {
        runner.end();
        throw error;
      }
      log("the storage has passed its check");
    }
    return new ProxySession(runner, new OpfsVfs(name, runner, memory, cacheSize));
  }

  /** Ends the proxy. */
  end(): void {
    this.runner.end();
  }
}
