import { ResultCode } from "../base/index.js";

/** What the documented API throws: an error with one of SQLite's result codes. */
export interface SQLite3Error extends Error {
  /** Primary or extended result code; `SQLITE_ERROR` where the error is not SQLite's own. */
  readonly resultCode: number;
}

/**
 * The error class of one `sqlite3` namespace.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-index.md
 */
export interface SQLite3ErrorClass {
  readonly prototype: SQLite3Error;
  /**
   * @param resultCode - a result code, whose name begins the message; 0 is no error and becomes `SQLITE_ERROR`
   * @param message - texts, joined by blanks; the last may be the options of `Error`
   */
  new (resultCode: number, ...message: readonly unknown[]): SQLite3Error;
  /** @param message - texts, joined by blanks; the last may be the options of `Error` */
  new (...message: readonly unknown[]): SQLite3Error;
  /** Throws what the constructor makes of the same arguments. */
  toss(...args: readonly unknown[]): never;
}

function messageOf(names: ReadonlyMap<number, string>, args: readonly unknown[]): string {
  const [first, ...rest] = args;
  if (typeof first !== "number" || !Number.isInteger(first)) return args.join(" ");
  const name = names.get(first) ?? `Unknown result code #${first}`;
  return rest.length === 0 ? name : `${name}: ${rest.join(" ")}`;
}

/**
 * Makes the error class of one namespace.
 *
 * @param names - names of the result codes
 */
export function createSQLite3Error(names: ReadonlyMap<number, string>): SQLite3ErrorClass {
  return class SQLite3Error extends Error {
    override readonly name = "SQLite3Error";
    readonly resultCode: number;

    constructor(...args: readonly unknown[]) {
      const last = args.at(-1);
      const options = typeof last === "object" && last !== null ? (last as ErrorOptions) : undefined;
      const texts = options === undefined ? args : args.slice(0, -1);
      super(messageOf(names, texts), options);
      const [first] = args;
      this.resultCode =
        typeof first === "number" && Number.isInteger(first) ? first || ResultCode.SQLITE_ERROR : 1;
    }

    static toss(...args: readonly unknown[]): never {
      throw new SQLite3Error(...args);
    }
  };
}
