import { type AllocatorNames, resolveAllocatorNames } from "./allocator-names.js";
import { type Hook, hookError } from "./hooks.js";
import type { ModuleConfig, PreRunContext } from "./module-config.js";
import type { Runtime } from "./runtime.js";
import { resolveOnce, type Thunk } from "./thunk.js";

/** A {@link ModuleConfig} with its defaults and derived settings. */
export interface ResolvedConfig {
  readonly wasmUrl: URL;
  /** Resolves the setting, once. */
  readonly wasmBinary: (() => Promise<BufferSource>) | undefined;
  /** Resolves the setting, once. */
  readonly wasmModule: (() => Promise<WebAssembly.Module>) | undefined;
  readonly instantiateWasm: ModuleConfig["instantiateWasm"];
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
  readonly preRun: readonly Hook<PreRunContext>[];
  readonly postRun: readonly Hook<Runtime>[];
  readonly onAbort: (reason: unknown) => void;
  readonly quit: (status: number) => void;
  readonly allocatorNames: AllocatorNames;
}

/**
 * Completes a module configuration.
 *
 * @param config - what the caller set
 * @param defaultUrl - absolute URL of `sqlite3.wasm` where `locateFile` does not name another
 * @throws EngineError `hook` when `locateFile` throws
 * @throws TypeError when `locateFile` gives what is no URL
 */
export function resolveConfig(config: ModuleConfig, defaultUrl: URL): ResolvedConfig {
  return {
    wasmUrl: locateWasm(config, defaultUrl),
    wasmBinary: resolveSetting("wasmBinary", config.wasmBinary),
    wasmModule: resolveSetting("wasmModule", config.wasmModule),
    instantiateWasm: config.instantiateWasm,
    print: config.print ?? ignore,
    printErr: config.printErr ?? ignore,
    preRun: toList(config.preRun),
    postRun: toList(config.postRun),
    onAbort: config.onAbort ?? ignore,
    quit: config.quit ?? ignore,
    allocatorNames: resolveAllocatorNames(config),
  };
}

function ignore(): void {}

function toList<Argument>(
  hooks: Hook<Argument> | readonly Hook<Argument>[] | undefined,
): readonly Hook<Argument>[] {
  if (hooks === undefined) return [];
  return typeof hooks === "function" ? [hooks] : [...hooks];
}

function resolveSetting<Value extends object>(
  name: string,
  thunk: Thunk<Value> | undefined,
): (() => Promise<Value>) | undefined {
  if (thunk === undefined) return undefined;
  const resolve = resolveOnce(thunk);
  return () =>
    resolve().catch((cause) => {
      throw hookError(name, cause);
    });
}

function locateWasm({ locateFile }: ModuleConfig, defaultUrl: URL): URL {
  if (locateFile === undefined) return defaultUrl;
  const directory = new URL(".", defaultUrl);
  let located: string | URL;
  try {
    located = locateFile("sqlite3.wasm", directory.href);
  } catch (cause) {
    throw hookError("locateFile", cause);
  }
  for (const base of [globalThis.location?.href, directory]) {
    if (base !== undefined && URL.canParse(located, base)) return new URL(located, base);
  }
  throw new TypeError(`locateFile gave ${JSON.stringify(String(located))}, which is not a URL`);
}
