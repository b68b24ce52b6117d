import { type Heap, readCString } from "../wasm/index.js";
import type { CString } from "../wasm/index.js";

/** Value of a compile-time option: a number, a text, or `true` where it has none. */
export type CompileOptionValue = number | string | true;

/**
 * Asks which compile-time options this SQLite was built with.
 *
 * @see https://www.sqlite.org/c3ref/compileoption_get.html
 */
export interface CompileOptionUsed {
  /** All options with their values. */
  (): Record<string, CompileOptionValue>;
  /** Whether an option is set, with or without `SQLITE_`, with or without its value (`THREADSAFE=0`). */
  (option: string): boolean;
  /** Asks for several; 1 for those that are set, else 0. */
  (options: readonly string[]): Record<string, 0 | 1>;
  /** Asks for the object's keys and sets each to 1 or 0. */
  <Options extends object>(options: Options): { [Name in keyof Options]: 0 | 1 };
}

/** The C functions that answer. */
export interface CompileOptionExports {
  sqlite3_compileoption_get(index: number): CString;
  sqlite3_compileoption_used(option: CString): number;
}

/**
 * Makes the function of one instance.
 *
 * @param withCString - runs a function with a C string that is gone afterwards
 */
export function createCompileOptionUsed(
  exports: CompileOptionExports,
  heap: Heap,
  withCString: <Result>(text: string, body: (address: CString) => Result) => Result,
): CompileOptionUsed {
  const isUsed = (option: string): boolean =>
    withCString(option, (address) => exports.sqlite3_compileoption_used(address)) !== 0;
  const ask = (names: readonly string[], into: Record<string, number>): Record<string, number> => {
    for (const name of names) into[name] = Number(isUsed(name));
    return into;
  };
  const all = (): Record<string, CompileOptionValue> => {
    const options: Record<string, CompileOptionValue> = {};
    for (let index = 0; ; index++) {
      const text = readCString(heap, exports.sqlite3_compileoption_get(index));
      if (text === null) return options;
      const [, name = text, value] = /^(.*?)=(.*)$/s.exec(text) ?? [];
      options[name] = value === undefined ? true : /^-?\d+$/.test(value) ? Number(value) : value;
    }
  };
  return ((options?: unknown) => {
    if (options === undefined) return all();
    if (typeof options === "string") return isUsed(options);
    if (Array.isArray(options)) return ask(options, {});
    if (typeof options !== "object") return false;
    if (options === null) throw new TypeError("null is no compile-time option");
    return ask(Object.keys(options), options as Record<string, number>);
  }) as CompileOptionUsed;
}
