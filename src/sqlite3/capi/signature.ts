/** Type names of `wasm.xWrap` by the letters of signatures. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  v: "void",
  i: "int",
  j: "i64",
  d: "double",
  p: "*",
  s: "string",
  c: "string:static",
  f: "string:flexible",
  z: "string:dealloc",
  D: "sqlite3*",
  S: "sqlite3_stmt*",
  V: "sqlite3_vfs*",
  M: "sqlite3_module*",
  I: "sqlite3_index_info*",
  N: "sqlite3_filename",
  x: "sqlite3_destructor_type",
};

/**
 * What becomes of what a callback throws, since an exception must not unwind SQLite:
 * - `"code"`: its result code, else `SQLITE_ERROR`, is the callback's result
 * - a number is the callback's result
 * - `"report"`: C has no result for it: `config.error` gets it, and the result is 0
 * - `"interrupt"`: as `"report"`, and the connection's running statement ends with `SQLITE_INTERRUPT` when SQLite next
 *   looks
 */
export type ThrowPolicy = "code" | number | "report" | "interrupt";

/** An argument that is a callback. */
export interface CallbackType {
  /** Name of the parameter, for messages. */
  readonly callback: string;
  /** As `wasm.installFunction` takes it; parameters of type `s` reach JavaScript as strings, 0 for the null pointer. */
  readonly signature: string;
  /**
   * How long C may call it: until the call returns, or until the first argument (a connection or session) gets another
   * or ends.
   */
  readonly isKept: boolean;
  readonly onThrow: ThrowPolicy;
}

/** The C types of a function. */
export interface Signature {
  readonly name: string;
  /** Type name of the result. */
  readonly result: string;
  readonly parameters: readonly (string | CallbackType)[];
}

/**
 * Reads a table of C functions. Each line has a signature and the names of the functions that have it, less their
 * prefix:
 *
 *     i(Dsp[xName:i(pi):code]) one two
 *
 * is the type of the result and, in parentheses, those of the parameters: a letter of {@link TYPE_NAMES} each, or a
 * callback with its name, its own signature and its {@link ThrowPolicy}; in `{}` until the call returns, in `[]` as long
 * as it is kept.
 *
 * @param prefix - what all names begin with
 */
export function readSignatures(prefix: string, table: string): Signature[] {
  return table
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [types = "", ...names] = line.split(" ");
      const [result, ...parameters] = (types.slice(0, -1).match(/[{[].*?[}\]]|\w/g) ?? []).map(typeOf);
      return names.map((name) => ({ name: prefix + name, result: result as string, parameters }));
    });
}

function typeOf(text: string): string | CallbackType {
  if (text.length === 1) return TYPE_NAMES[text] as string;
  const [callback = "", signature = "", onThrow = ""] = text.slice(1, -1).split(":");
  const result = Number(onThrow);
  return {
    callback,
    signature,
    isKept: text.startsWith("["),
    onThrow: Number.isNaN(result) ? (onThrow as ThrowPolicy) : result,
  };
}
