import { ResultCode } from "../../base/index.js";
import { resultCodeOf } from "./callbacks.js";
import type { RawFunctions } from "./raw-functions.js";

/** Functions of the C API that give result codes. */
type CodeFunctions<Functions> = {
  readonly [Name in keyof Functions]: (...args: never[]) => number;
};

/** Errors that this library finds itself, left at the connection as SQLite leaves its own. */
export class ConnectionErrors {
  readonly #raw: RawFunctions;

  constructor(raw: RawFunctions) {
    this.#raw = raw;
  }

  /**
   * Sets the error code and message of a connection.
   *
   * @param db - may also be what is no connection: then nobody gets the message
   * @returns the code
   */
  set(db: unknown, code: number, message: string): number {
    this.#raw.sqlite3_set_errmsg(db as number, code, message);
    return code;
  }

  /** Sets `SQLITE_MISUSE`. @returns the code */
  misuse(db: unknown, message: string): number {
    return this.set(db, ResultCode.SQLITE_MISUSE, message);
  }

  /**
   * Makes functions that take exactly the parameters that they declare; with any other number of arguments they give
   * `SQLITE_MISUSE`. What they throw becomes the error of their connection.
   *
   * @param databaseOf - finds the connection from the first argument; default: it is that
   */
  guarded<Functions extends CodeFunctions<Functions>>(
    functions: Functions,
    databaseOf: (first: unknown) => unknown = (first) => first,
  ): Functions {
    const guard = (name: string, body: (...args: readonly unknown[]) => number) => {
      const guarded = (...args: readonly unknown[]): number => {
        const [first] = args;
        try {
          if (args.length === body.length) return body(...args);
        } catch (error) {
          return this.set(databaseOf(first), resultCodeOf(error), String(error));
        }
        return this.misuse(databaseOf(first), `${name}() takes ${body.length} arguments`);
      };
      // Callers may ask how many parameters there are.
      return Object.defineProperty(guarded, "length", { value: body.length });
    };
    return Object.fromEntries(
      Object.entries(functions).map(([name, body]) => [name, guard(name, body as never)]),
    ) as unknown as Functions;
  }
}
