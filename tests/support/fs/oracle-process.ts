import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Assignment, Become } from "./oracle-child.js";
import type { Trace } from "./run-commands.js";

const ENTRY = fileURLToPath(new URL("./oracle-child.ts", import.meta.url));

/** The real filesystem as another user sees it: a child process that gave its rights away. */
export class OracleProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /**
   * Bundles the child, since Node 20 runs no TypeScript, and starts it.
   *
   * @param directory - where the bundle goes
   */
  static async start(directory: string, identity: Become): Promise<OracleProcess> {
    const outfile = join(directory, "oracle-child.mjs");
    await build({
      entryPoints: [ENTRY],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "error",
    });
    const oracle = new OracleProcess(fork(outfile, { execArgv: [] }));
    await oracle.#ask(identity);
    return oracle;
  }

  run(assignment: Assignment): Promise<Trace> {
    return this.#ask(assignment) as Promise<Trace>;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.disconnect();
    await ended;
  }

  #ask(message: Become | Assignment): Promise<unknown> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        child.off("message", answered);
        child.off("exit", ended);
      };
      const answered = (answer: unknown): void => {
        settle();
        resolve(answer);
      };
      const ended = (code: number | null): void => {
        settle();
        reject(new Error(`The oracle's process ended with ${code}.`));
      };
      child.on("message", answered);
      child.on("exit", ended);
      child.send(message);
    });
  }
}
