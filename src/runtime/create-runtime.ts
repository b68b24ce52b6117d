import { createAllocator, FunctionTable, NULL, type Pointer, WASM_PAGE_SIZE } from "../wasm/index.js";
import { runHooks } from "./hooks.js";
import { instantiate, instantiateByHook, loadModule } from "./instantiate.js";
import { createMemory, type EngineMemory } from "./memory.js";
import type { PreRunContext } from "./module-config.js";
import { type ResolvedConfig, resolveConfig } from "./resolve-config.js";
import { RunDependencies } from "./run-dependencies.js";
import type { Runtime, RuntimeOptions } from "./runtime.js";
import type { RuntimeExports } from "./runtime-exports.js";
import { RuntimeState } from "./runtime-state.js";

const DEPENDENCY_TIMEOUT = 60_000;

/**
 * Starts `sqlite3.wasm`: `preRun` hooks (while the wasm is loaded), run dependencies, instantiation and constructors,
 * `postRun` hooks, ready. SQLite itself is not initialised yet.
 *
 * A start that fails leaves nothing behind and may be repeated; `once` makes several callers share one start.
 *
 * @throws EngineError `hook`, `dependency`, `wasm-fetch`, `wasm-compile`, `wasm-mismatch`, `memory` or `abort`
 * @throws RangeError when the memory options or the timeout are out of range
 */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const config = resolveConfig(options.config ?? {}, options.wasmUrl);
  const memory = createMemory(options.memory);
  const dependencies = new RunDependencies(options.dependencyTimeout ?? DEPENDENCY_TIMEOUT);
  const loading = config.instantiateWasm === undefined ? loadModule(config, options.earlyModule) : undefined;
  // A failure is reported when it is awaited, after the preRun hooks.
  loading?.catch(() => {});

  const context: PreRunContext = {
    addRunDependency: (name) => dependencies.add(name),
    removeRunDependency: (name) => dependencies.remove(name),
  };
  await runHooks("preRun", config.preRun, context);
  await dependencies.settled();

  let exports: RuntimeExports | undefined;
  const imports = bindImports(options, memory, () => exports);
  const required = Object.values(config.allocatorNames);
  const { instance, module } =
    loading === undefined
      ? await instantiateByHook(config, imports, required, dependencies)
      : await instantiate(await loading, imports, required);
  exports = instance.exports as unknown as RuntimeExports;

  const state = new RuntimeState(config);
  const runtime = assemble(instance.exports, exports, module, memory, config, state);
  try {
    exports.__wasm_call_ctors();
  } catch (error) {
    throw state.interpret(error);
  }
  await runHooks("postRun", config.postRun, runtime);
  // A hook may have ended the engine.
  state.requireUsable();
  state.ready();
  return runtime;
}

function bindImports(
  options: RuntimeOptions,
  { heap, imports }: EngineMemory,
  instanceExports: () => RuntimeExports | undefined,
): WebAssembly.Imports {
  const host = options.syscalls.bind({
    heap,
    allocatePages(length) {
      const exports = instanceExports();
      if (exports === undefined) throw new Error("pages were asked for before the instance exists");
      const size = Math.ceil(length / WASM_PAGE_SIZE) * WASM_PAGE_SIZE;
      const address = exports.emscripten_builtin_memalign(WASM_PAGE_SIZE, size) >>> 0;
      if (address === 0) return NULL;
      heap.u8.fill(0, address, address + size);
      return address as Pointer;
    },
  });
  return { ...host, env: { ...host.env, ...imports } };
}

function assemble(
  rawExports: WebAssembly.Exports,
  exports: RuntimeExports,
  module: WebAssembly.Module | undefined,
  { heap, limit }: EngineMemory,
  { allocatorNames }: ResolvedConfig,
  state: RuntimeState,
): Runtime {
  const allocator = createAllocator(
    {
      sqlite3_malloc: rawExports[allocatorNames.alloc] as RuntimeExports["sqlite3_malloc"],
      sqlite3_realloc: rawExports[allocatorNames.realloc] as RuntimeExports["sqlite3_realloc"],
      sqlite3_free: rawExports[allocatorNames.dealloc] as RuntimeExports["sqlite3_free"],
      sqlite3__wasm_pstack_ptr: exports.sqlite3__wasm_pstack_ptr,
      sqlite3__wasm_pstack_restore: exports.sqlite3__wasm_pstack_restore,
      sqlite3__wasm_pstack_alloc: exports.sqlite3__wasm_pstack_alloc,
    },
    heap,
  );
  return {
    exports,
    rawExports,
    module,
    memory: heap.memory,
    heap,
    memoryLimit: limit,
    allocator,
    functionTable: new FunctionTable(exports.__indirect_function_table),
    get status() {
      return state.status;
    },
    requireUsable: () => state.requireUsable(),
    interpret: (error) => state.interpret(error),
    abort: (reason) => state.abort(reason),
    exit: (status = 0) => state.exit(status),
  };
}
