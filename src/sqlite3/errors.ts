import { ResultCode } from "../base/index.js";

/** The error of SQLite calls through this namespace. */
export interface SQLite3Error extends Error {
  /** Primary or extended result code; `SQLITE_ERROR` where none was given. */
  readonly resultCode: number;
}

/** The error of allocations in wasm memory; its result code is `SQLITE_NOMEM`. */
export interface WasmAllocError extends Error {
  readonly resultCode: number;
}

/** Class of {@link SQLite3Error}. */
export interface SQLite3ErrorClass {
  /**
   * - a result code: the message is its name
   * - a result code and texts: its name, then the texts
   * - texts only
   *
   * After a result code or a text alone, options may give the error's cause.
   */
  new (resultCode: number, options?: ErrorOptions): SQLite3Error;
  new (...parts: readonly unknown[]): SQLite3Error;
  readonly prototype: SQLite3Error;
  /** Throws an error made of these arguments. */
  toss(...parts: readonly unknown[]): never;
}

/** Class of {@link WasmAllocError}. */
export interface WasmAllocErrorClass {
  /** A single text may be followed by options, which may give the error's cause. */
  new (message: string, options?: ErrorOptions): WasmAllocError;
  new (...parts: readonly unknown[]): WasmAllocError;
  readonly prototype: WasmAllocError;
  /** Throws an error made of these arguments. */
  toss(...parts: readonly unknown[]): never;
}

/** The error classes of one namespace. */
export interface ErrorClasses {
  readonly SQLite3Error: SQLite3ErrorClass;
  readonly WasmAllocError: WasmAllocErrorClass;
}

/**
 * Makes the error classes.
 *
 * @param nameOf - name of a result code, `undefined` for what is none
 */
export function createErrorClasses(nameOf: (code: number) => string | undefined): ErrorClasses {
  class SQLite3Error extends Error {
    override readonly name = "SQLite3Error";
    readonly resultCode: number;

    constructor(...parts: readonly unknown[]) {
      const [first, ...others] = parts;
      const code = Number.isInteger(first) ? (first as number) : undefined;
      const name = code === undefined ? "" : (nameOf(code) ?? `Unknown result code #${code}`);
      const options = others.length === 1 && isOptions(others[0]) ? others[0] : undefined;
      if (options !== undefined) super(code === undefined ? joined([first]) : name, options);
      else if (code === undefined) super(joined(parts));
      else if (others.length === 0) super(name);
      else super(`${name}: ${joined(others)}`);
      // An error cannot say SQLITE_OK.
      this.resultCode = code || ResultCode.SQLITE_ERROR;
    }

    static toss(...parts: readonly unknown[]): never {
      throw new SQLite3Error(...parts);
    }
  }

  class WasmAllocError extends Error {
    override readonly name = "WasmAllocError";
    readonly resultCode: number = ResultCode.SQLITE_NOMEM;

    constructor(...parts: readonly unknown[]) {
      const [first, second] = parts;
      if (parts.length === 2 && isOptions(second)) super(joined([first]), second);
      else super(parts.length === 0 ? "Allocation failed." : joined(parts));
    }

    static toss(...parts: readonly unknown[]): never {
      throw new WasmAllocError(...parts);
    }
  }

  return { SQLite3Error, WasmAllocError };
}

function isOptions(value: unknown): value is ErrorOptions {
  return typeof value === "object" && value !== null;
}

function joined(parts: readonly unknown[]): string {
  return parts.map((part) => String(part ?? "")).join(" ");
}
