import { fileURLToPath } from "node:url";
import { createContext, Script } from "node:vm";
import { build } from "esbuild";
import type { BlockingProxy } from "./context.js";

const ENTRY = fileURLToPath(new URL("./context.ts", import.meta.url));
/** Runs nothing: what counts is that promises go on after it. */
const NOTHING = new Script("undefined");

/** A proxy, and the way to make its promises go on while this thread waits. */
export interface ProxyContext {
  readonly proxy: BlockingProxy;
  /** Runs all that can run now of what the proxy has begun. */
  settle(): void;
}

let bundled: Promise<Script> | undefined;

/**
 * Makes a context with a proxy in it.
 *
 * SQLite waits for the proxy, so in one thread the proxy's asynchronous functions have to go on before its caller
 * returns. A context with a queue of microtasks of its own does that: Node runs that queue whenever a script has been run
 * in there. Only promises of that context count, which is why the proxy's code is loaded into it, and why what it is given
 * gives values and no promises.
 *
 * @see https://nodejs.org/docs/latest-v20.x/api/vm.html#vmcreatecontextcontextobject-options
 */
export async function createProxyContext(): Promise<ProxyContext> {
  bundled ??= bundle();
  const script = await bundled;
  const globals = { DOMException, performance, AbortController, TextEncoder, TextDecoder };
  const context = createContext({ ...globals }, { microtaskMode: "afterEvaluate" });
  script.runInContext(context);
  const { proxy } = context as { proxy: BlockingProxy };
  return { proxy, settle: () => NOTHING.runInContext(context) };
}

async function bundle(): Promise<Script> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    format: "iife",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
    // The room base has code that starts workers; nothing here does.
    logOverride: { "empty-import-meta": "silent" },
  });
  return new Script(outputFiles[0]?.text ?? "", { filename: "blocking-proxy.js" });
}
