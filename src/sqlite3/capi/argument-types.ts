import type { DB, Stmt } from "../../oo1/index.js";
import type { ByteArray } from "../../wasm/index.js";

/** An address in wasm memory, 0 for none. */
export type WasmPointer = number;

/** A connection: a `sqlite3*`, or an object that stands for one. */
export type DatabaseArgument = DB | WasmPointer;

/** A statement: a `sqlite3_stmt*`, or an object that stands for one. */
export type StatementArgument = Stmt | WasmPointer;

/** A text, the address of a C string, or nothing. */
export type TextArgument = string | WasmPointer | null;

/**
 * A text in any form: a string, pieces of one, UTF-8 bytes, or the address of a C string.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-c-style.md
 */
export type FlexibleText = string | readonly string[] | ByteArray | WasmPointer;

/** A callback: a function, a function pointer, or none. */
export type Callback<Call extends (...args: never[]) => unknown> = Call | WasmPointer | null;

/**
 * What SQLite does with bytes or an object when it is done with them: a function that it calls once with their address,
 * `SQLITE_STATIC`, `SQLITE_TRANSIENT`, `SQLITE_WASM_DEALLOC` or another function pointer.
 */
export type Destructor = ((pointer: WasmPointer) => unknown) | WasmPointer | null;
