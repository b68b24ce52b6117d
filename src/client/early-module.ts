/** What this page has compiled or is compiling, by URL: databases that are opened later start at once, and share the code. */
const modules = new Map<string, Promise<WebAssembly.Module>>();

/**
 * Has this page compile `sqlite3.wasm` while a worker starts, which takes as long.
 *
 * @param wasmUrl - where it lies; `null` for the one in this package
 * @param hasOwnWorker - whether the worker's script is the one in this package, which looks for that one
 * @returns a port for the worker: it gets the module, or `null` where this page cannot compile it (a policy may forbid it), and
 *   the worker tries by itself and says why not. `null` where the page does not try
 */
export function compileEarly(wasmUrl: string | null, hasOwnWorker: boolean): MessagePort | null {
  const url = wasmUrl ?? (hasOwnWorker ? new URL("../sqlite3.wasm", import.meta.url).href : "");
  if (!/^https?:/.test(url) || WebAssembly.compileStreaming === undefined) return null;
  const { port1, port2 } = new MessageChannel();
  const answer = (module: WebAssembly.Module | null) => {
    port1.postMessage(module);
    port1.close();
  };
  compile(url).then(answer, () => {
    modules.delete(url);
    answer(null);
  });
  return port2;
}

function compile(url: string): Promise<WebAssembly.Module> {
  const known = modules.get(url);
  if (known !== undefined) return known;
  const module = WebAssembly.compileStreaming(fetch(url));
  modules.set(url, module);
  return module;
}
