import type { FunctionPointerAdapter, WasmCallable } from "../../wasm/index.js";
import type { NamespaceParts } from "../namespace-parts.js";
import type { Callbacks } from "./callbacks.js";
import type { Connections } from "./connections.js";
import { type CallbackType, readSignatures } from "./signature.js";

/** What functions are bound with. */
export interface Binding {
  readonly parts: NamespaceParts;
  readonly callbacks: Callbacks;
  readonly connections: Connections;
  /** Adapters of callbacks that belong to sessions. */
  readonly sessionAdapters: Set<FunctionPointerAdapter>;
}

/**
 * Wraps exported functions so that they convert their arguments and results.
 *
 * @param table - see {@link readSignatures}
 * @throws TypeError when one is missing or has another number of parameters
 */
export function bindFunctions<Functions>(
  { parts, callbacks, connections, sessionAdapters }: Binding,
  prefix: string,
  table: string,
): Functions {
  const bound: Record<string, WasmCallable> = {};
  for (const { name, result, parameters } of readSignatures(prefix, table)) {
    const ofConnection = parameters[0] === "sqlite3*";
    const adapt = (type: CallbackType): FunctionPointerAdapter => {
      const adapter = callbacks.adapter(type, ofConnection ? (db) => connections.note(db) : undefined);
      if (type.isKept && ofConnection) connections.addHook(name, adapter);
      else if (type.isKept) sessionAdapters.add(adapter);
      return adapter;
    };
    bound[name] = parts.wasm.xWrap(
      name,
      result,
      parameters.map((type) => (typeof type === "string" ? type : adapt(type))),
    );
  }
  return bound as Functions;
}
