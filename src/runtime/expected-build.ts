import { EngineError } from "../base/index.js";
import { REQUIRED_EXPORTS } from "./runtime-exports.js";

/**
 * Checks that a module asks for nothing that nobody provides, and that it takes the memory it is given.
 *
 * @param module - what was compiled
 * @param imports - what it will be given
 * @param origin - where it came from, for messages
 * @throws EngineError `wasm-mismatch`
 */
export function checkImports(module: WebAssembly.Module, imports: WebAssembly.Imports, origin: string): void {
  const wanted = WebAssembly.Module.imports(module);
  const missing = wanted.filter((item) => imports[item.module]?.[item.name] === undefined);
  if (missing.length > 0) {
    throw mismatch(origin, `imports what nobody provides: ${list(missing.map(qualifiedName))}`);
  }
  if (!wanted.some((item) => item.kind === "memory")) {
    throw mismatch(origin, "does not import its memory");
  }
}

/**
 * Checks that a module or an instance exports what the runtime calls.
 *
 * @param exports - kind of each export by name
 * @param alsoRequired - functions that the configuration names
 * @throws EngineError `wasm-mismatch`
 */
export function checkExports(
  exports: ReadonlyMap<string, WebAssembly.ImportExportKind>,
  alsoRequired: readonly string[],
  origin: string,
): void {
  const required = new Map<string, WebAssembly.ImportExportKind>(Object.entries(REQUIRED_EXPORTS));
  for (const name of alsoRequired) required.set(name, "function");
  const missing = [...required].filter(([name, kind]) => exports.get(name) !== kind);
  if (missing.length > 0) {
    throw mismatch(origin, `does not export ${list(missing.map(([name]) => name))}`);
  }
}

/** The kind of each export of an instance. */
export function exportKinds(exports: WebAssembly.Exports): Map<string, WebAssembly.ImportExportKind> {
  return new Map(Object.entries(exports).map(([name, value]) => [name, kindOf(value)]));
}

/** The error for a module that is not the build this library expects. */
export function mismatch(origin: string, difference: string, options?: ErrorOptions): EngineError {
  const message = `${origin} is WebAssembly, but not the expected build of sqlite3.wasm: it ${difference}`;
  return new EngineError("wasm-mismatch", message, options);
}

function kindOf(value: WebAssembly.ExportValue): WebAssembly.ImportExportKind {
  if (typeof value === "function") return "function";
  if (value instanceof WebAssembly.Table) return "table";
  return value instanceof WebAssembly.Memory ? "memory" : "global";
}

function qualifiedName({ module, name }: WebAssembly.ModuleImportDescriptor): string {
  return `${module}.${name}`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
