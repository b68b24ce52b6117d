import { encodeUtf8 } from "../base/index.js";
import type { WasmCallable } from "../wasm/index.js";
import type { NamespaceParts } from "./namespace-parts.js";
import type { Sqlite3ModuleStruct } from "./struct-types.js";
import type { ReportVtabError } from "./vtab-error.js";

/** A module for virtual tables. */
export interface ModuleSetup {
  /**
   * Functions by the names of members of `sqlite3_module`. `xConnect: true` stands for the function of `xCreate`, and the
   * other way round; the same for `xDisconnect` and `xDestroy`. SQLite lets tables whose `xCreate` is its `xConnect` be
   * used without being created.
   */
  readonly methods: Readonly<Record<string, WasmCallable | number | true>>;
  /**
   * Whether what a method throws becomes its result code, and, for `xCreate` and `xConnect`, the text of SQLite's error;
   * a method that returns nothing then returns 0. Otherwise methods must not throw. Default `false`.
   */
  readonly catchExceptions?: boolean;
  /** The struct to set up; default a new one. */
  readonly struct?: Sqlite3ModuleStruct;
  /** Version of the struct; default what its methods need, unless it has one. */
  readonly iVersion?: number;
}

const COUNTERPARTS = [
  ["xCreate", "xConnect"],
  ["xDestroy", "xDisconnect"],
] as const;

/** Methods that came with a version of `sqlite3_module`. @see https://www.sqlite.org/c3ref/module.html */
const METHODS_BY_VERSION: readonly (readonly [version: number, names: readonly string[]])[] = [
  [4, ["xIntegrity"]],
  [3, ["xShadowName"]],
  [2, ["xSavepoint", "xRelease", "xRollbackTo"]],
];

/** Position of the pointer to an error's text among the arguments of `xCreate` and `xConnect`. */
const ERROR_TEXT_ARGUMENT = 5;

/** Makes the function that sets up modules. */
export function createModuleSetup(
  { structs, wasm }: NamespaceParts,
  report: ReportVtabError,
): (setup: ModuleSetup) => Sqlite3ModuleStruct {
  const { sqlite3_module } = structs.shown;

  /** SQLite frees the text, so SQLite allocates it. Without memory there is none. */
  const giveText = (error: unknown, target: number): void => {
    const bytes = encodeUtf8(String(error instanceof Error ? error.message : error));
    const text = wasm.exports.sqlite3_malloc(bytes.length + 1);
    if (text === 0) return;
    wasm.heap8u().set(bytes, text);
    wasm.poke8(text + bytes.length, 0);
    wasm.pokePtr(target, text);
  };

  const caught = (name: string, method: WasmCallable): WasmCallable => {
    const givesText = name === "xCreate" || name === "xConnect";
    return (...args: readonly number[]) => {
      try {
        return (method as (...given: readonly number[]) => number | undefined)(...args) || 0;
      } catch (error) {
        const target = args[ERROR_TEXT_ARGUMENT];
        if (givesText && target) giveText(error, target);
        return report(name, error);
      }
    };
  };

  return ({ methods, catchExceptions = false, struct, iVersion }) => {
    const module = struct ?? new sqlite3_module();
    try {
      const wrapped = new Map<unknown, WasmCallable>();
      const installed: Record<string, WasmCallable | number> = {};
      for (const [name, method] of Object.entries(completed(methods))) {
        if (typeof method !== "function" || !catchExceptions) installed[name] = method;
        else {
          const wrapper = wrapped.get(method) ?? caught(name, method);
          wrapped.set(method, wrapper);
          installed[name] = wrapper;
        }
      }
      module.installMethods(installed);
      if (iVersion !== undefined) module.$iVersion = iVersion;
      else if (module.$iVersion === 0) module.$iVersion = versionFor(installed);
      return module;
    } catch (error) {
      if (struct === undefined) module.dispose();
      throw error;
    }
  };
}

/** Puts functions for `true`. @throws TypeError where there is none */
function completed(methods: ModuleSetup["methods"]): Record<string, WasmCallable | number> {
  const result: Record<string, WasmCallable | number | true> = { ...methods };
  for (const [first, second] of COUNTERPARTS) {
    for (const [name, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const method = methods[other];
      if (methods[name] !== true) continue;
      if (method === undefined || method === true)
        throw new TypeError(`${name}: true needs a function ${other}`);
      result[name] = method;
    }
  }
  return result as Record<string, WasmCallable | number>;
}

function versionFor(methods: Readonly<Record<string, unknown>>): number {
  return METHODS_BY_VERSION.find(([, names]) => names.some((name) => methods[name]))?.[0] ?? 1;
}
