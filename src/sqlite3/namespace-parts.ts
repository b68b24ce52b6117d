import type { Capi } from "../capi/index.js";
import type { FileEngine } from "../engine/index.js";
import { createStructBinder, type StructBinder } from "../wasm/index.js";
import { Connections } from "./capi/connections.js";
import type { Sqlite3Config } from "./config.js";
import { createErrorClasses, type ErrorClasses } from "./errors.js";
import type { Structs } from "./struct-types.js";
import { createStructs } from "./structs.js";
import { createWasmNamespace, type WasmNamespace } from "./wasm-namespace.js";

/** What the namespaces of one instance are assembled from. */
export interface NamespaceParts {
  readonly engine: FileEngine;
  readonly config: Sqlite3Config;
  readonly errors: ErrorClasses;
  readonly wasm: WasmNamespace;
  /** The connections that have callbacks; every connection is closed through it. */
  readonly connections: Connections;
  readonly StructBinder: StructBinder;
  /** Made when they are first asked for. */
  readonly structs: Structs;
}

/** Makes the parts over one engine. */
export function createNamespaceParts(started: FileEngine, config: Sqlite3Config): NamespaceParts {
  const { heap } = started;
  const errors = createErrorClasses((code) => resultCodeNames().get(code));
  const wasm = createWasmNamespace({ engine: started, config, errors });
  const connections = new Connections(wasm.exports);
  const capi: Capi = { ...started.capi, sqlite3_close_v2: (db) => connections.close(db) };
  const engine: FileEngine = { ...started, capi };
  const resultCodeNames = namesByValue(() => wasm.ctype.resultCodes ?? {});
  const StructBinder = createStructBinder({
    heap,
    alloc: wasm.alloc,
    dealloc: wasm.dealloc,
    allocCString: wasm.allocCString,
    cstrToJs: wasm.cstrToJs,
    functions: wasm,
    warn: (...details) => config.warn(...details),
  });
  let structs: Structs | undefined;
  return {
    engine,
    config,
    errors,
    wasm,
    connections,
    StructBinder,
    get structs() {
      structs ??= createStructs(StructBinder, capi.enumJson().structs);
      return structs;
    },
  };
}

/** Turns a group of constants around, when first asked for; of several names of one value the first counts. */
function namesByValue(group: () => Readonly<Record<string, unknown>>): () => ReadonlyMap<unknown, string> {
  let names: Map<unknown, string> | undefined;
  return () => {
    names ??= new Map(
      Object.entries(group())
        .reverse()
        .map(([name, value]) => [value, name]),
    );
    return names;
  };
}
