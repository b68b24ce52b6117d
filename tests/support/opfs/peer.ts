import type { Steps } from "./peer-steps.js";
import { isProxyRequest, serveProxies } from "./sibling-proxy.js";

const living = new Set<Peer>();

/** Ends all workers that a test has started and not terminated; Firefox is unsteady after workers die unprepared. */
export async function endPeers(): Promise<void> {
  await Promise.all([...living].map((peer) => peer.end()));
}

/** Another worker, with an engine and a proxy of its own. */
export class Peer {
  readonly #worker = new Worker("/bundle/tests/support/opfs/peer.worker.ts", { type: "module" });

  readonly #proxies = serveProxies(this.#worker);

  constructor() {
    living.add(this);
  }

  /** Starts a worker and opens a database in it. */
  static async on(...args: Parameters<Steps["start"]>): Promise<Peer> {
    const peer = new Peer();
    await peer.run("start", ...args);
    return peer;
  }

  /**
   * Does one step there.
   * @throws what the step threw: `name`, `message` and `code`
   */
  run<Name extends keyof Steps>(
    name: Name,
    ...args: Parameters<Steps[Name]>
  ): Promise<Awaited<ReturnType<Steps[Name]>>> {
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }) => {
        if (isProxyRequest(data)) return;
        if ("error" in data) reject(data.error);
        else resolve(data.result);
      };
      this.#worker.onerror = (event) => reject(new Error(event.message));
      this.#worker.postMessage({ name, args });
    });
  }

  exec(sql: string): Promise<unknown[]> {
    return this.run("exec", sql);
  }

  /** Has the worker close everything and ends it. */
  async end(): Promise<void> {
    await this.run("end");
    this.terminate();
  }

  /** Ends the worker where it stands. */
  terminate(): void {
    living.delete(this);
    this.#worker.terminate();
    for (const proxy of this.#proxies) proxy.terminate();
  }
}
