import type { FunctionPointerAdapter } from "../../wasm/index.js";
import type { NamespaceParts } from "../namespace-parts.js";

/** An adapter whose functions belong to connections. */
interface Hook {
  readonly adapter: FunctionPointerAdapter;
  /** Tells C to call no function of that kind any more. */
  readonly clear: ((db: number) => void) | undefined;
}

/** Calls of C that tell it to forget a callback, with null pointers in the place of all but the connection. */
type HookExport = (db: number, ...nothing: readonly number[]) => unknown;

/** Knows which connections have callbacks, to take them out of the function table when a connection is closed. */
export class Connections {
  readonly #exports: NamespaceParts["wasm"]["exports"];
  readonly #hooks: Hook[] = [];
  readonly #withHooks = new Set<number>();

  constructor(exports: NamespaceParts["wasm"]["exports"]) {
    this.#exports = exports;
  }

  /** Adds a kind of callback. @param name - the C function that sets it */
  addHook(name: string, adapter: FunctionPointerAdapter): void {
    const set = this.#exports[name] as unknown as HookExport & { readonly length: number };
    const nothing = new Array<number>(set.length - 1).fill(0);
    // To take an authorizer away would expire the statements, and without a connection to call it none is prepared anew.
    const clear = name === "sqlite3_set_authorizer" ? undefined : (db: number) => set(db, ...nothing);
    this.#hooks.push({ adapter, clear });
  }

  /** Notes that a connection has a callback. */
  note(db: number): void {
    this.#withHooks.add(db);
  }

  /**
   * Closes a connection.
   *
   * @returns the result code
   * @see https://www.sqlite.org/c3ref/close.html
   */
  close(db: number): number {
    const { sqlite3_close_v2, sqlite3_next_stmt, sqlite3_busy_handler } = this.#exports;
    if (!this.#withHooks.delete(db)) return sqlite3_close_v2(db);
    // Open statements keep the connection alive, and a backup may go on asking its busy handler.
    if (sqlite3_next_stmt(db, 0) === 0) sqlite3_busy_handler(db, 0, 0);
    else for (const { clear } of this.#hooks) clear?.(db);
    const code = sqlite3_close_v2(db);
    for (const { adapter } of this.#hooks) adapter.release(db);
    return code;
  }
}
