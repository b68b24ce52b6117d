import { checkExports, checkImports, exportKinds, mismatch } from "./expected-build.js";
import { fetchWasm } from "./fetch-wasm.js";
import { hookError } from "./hooks.js";
import { messageOf } from "./message-of.js";
import type { ResolvedConfig } from "./resolve-config.js";
import type { RunDependencies } from "./run-dependencies.js";
import { compileBytes } from "./wasm-bytes.js";

/** A compiled module and where it came from, for messages. */
export interface WasmSource {
  readonly module: WebAssembly.Module;
  readonly origin: string;
}

/** An instance; the module is known unless `instantiateWasm` kept it to itself. */
export interface WasmInstance {
  readonly instance: WebAssembly.Instance;
  readonly module: WebAssembly.Module | undefined;
}

/**
 * Gets the module as the configuration says: given, compiled from given bytes, or fetched.
 *
 * @param early - the one to be fetched, where that has begun
 * @throws EngineError `wasm-fetch`, `wasm-compile` or `hook`
 */
export async function loadModule(
  config: ResolvedConfig,
  early?: Promise<WebAssembly.Module>,
): Promise<WasmSource> {
  if (config.wasmModule !== undefined) {
    return { module: await config.wasmModule(), origin: "the given wasmModule" };
  }
  if (config.wasmBinary !== undefined) {
    const origin = "the given wasmBinary";
    return { module: await compileBytes(await config.wasmBinary(), origin), origin };
  }
  // Where it has failed, this tries in all ways, and says why.
  const module = await early?.catch(() => undefined);
  return {
    module: module ?? (await fetchWasm(config.wasmUrl, config.printErr)),
    origin: config.wasmUrl.href,
  };
}

/**
 * Makes an instance of a module after checking that it is the expected build.
 *
 * @param required - exported functions that the configuration names
 * @throws EngineError `wasm-mismatch`
 */
export async function instantiate(
  { module, origin }: WasmSource,
  imports: WebAssembly.Imports,
  required: readonly string[],
): Promise<WasmInstance> {
  checkImports(module, imports, origin);
  const kinds = WebAssembly.Module.exports(module).map(({ name, kind }) => [name, kind] as const);
  checkExports(new Map(kinds), required, origin);
  try {
    return { instance: await WebAssembly.instantiate(module, imports), module };
  } catch (cause) {
    // LinkError: an import has another type than the module wants.
    throw mismatch(origin, `cannot be linked: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Lets the caller's `instantiateWasm` make the instance. It counts as a run dependency, so one that never hands
 * over an instance is reported like any other.
 *
 * @throws EngineError `hook` when it fails, `wasm-mismatch` when what it hands over is not the expected build
 */
export async function instantiateByHook(
  { instantiateWasm }: ResolvedConfig,
  imports: WebAssembly.Imports,
  required: readonly string[],
  dependencies: RunDependencies,
): Promise<WasmInstance> {
  const dependency = "instantiateWasm";
  let received: WasmInstance | undefined;
  const fail = (cause: unknown) => dependencies.fail(hookError(dependency, cause));
  dependencies.add(dependency);
  try {
    const result = instantiateWasm?.(imports, (instance, module) => {
      if (received !== undefined) return;
      received = { instance, module };
      dependencies.remove(dependency);
    });
    if (result === false) fail(new Error("it returned false"));
    else Promise.resolve(result).catch(fail);
  } catch (cause) {
    fail(cause);
  }
  await dependencies.settled();
  const { instance, module } = received as unknown as WasmInstance;
  checkExports(exportKinds(instance.exports), required, "what instantiateWasm handed over");
  return { instance, module };
}
