/** What this page has compiled or is compiling, by URL: databases that are opened later start at once, and share the code. */
const modules = new Map<string, Promise<WebAssembly.Module | null>>();

/**
 * Has this page compile `sqlite3.wasm` while a worker starts, which takes as long.
 *
 * @param wasmUrl - where it lies; `null` for the one in this package
 * @param hasOwnWorker - whether the worker's script is the one in this package, which looks for that one
 * @returns `undefined` where it does not try. It fulfils with `null` where it cannot (a policy may forbid it), and the worker, which
 *   tries by itself then, says why not
 */
export function compileEarly(
  wasmUrl: string | null,
  hasOwnWorker: boolean,
): Promise<WebAssembly.Module | null> | undefined {
  if (wasmUrl === null && !hasOwnWorker) return undefined;
  return compile(wasmUrl ?? new URL("../sqlite3.wasm", import.meta.url).href);
}

/** The next one tries again where it cannot be fetched and compiled. */
function compile(url: string): Promise<WebAssembly.Module | null> {
  let module = modules.get(url);
  if (module === undefined) {
    module = load(url).catch(() => {
      modules.delete(url);
      return null;
    });
    modules.set(url, module);
  }
  return module;
}

/** Where the browser does not compile while it loads, this rejects. */
async function load(url: string): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetch(url));
}
