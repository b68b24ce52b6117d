import type { FunctionPointer } from "./pointer.js";

/** A JavaScript function as wasm calls it: numbers for i32/f32/f64 and bigint for i64, in and out. */
export type WasmCallable = (...args: never[]) => unknown;

/** A function as wasm exports it: numbers, and bigint for i64, in and out. */
export type ExportedFunction = (...args: (number | bigint)[]) => number | bigint | undefined;

const VALUE_TYPES: Readonly<Record<string, number>> = {
  i: 0x7f,
  p: 0x7f,
  s: 0x7f,
  j: 0x7e,
  f: 0x7d,
  d: 0x7c,
};

/** Result and parameters; so few that every length in {@link trampolineBytes} fits one LEB128 byte. */
const SIGNATURE = /^([vipsjfd])\(([ipsjfd]{0,97})\)$/;

/**
 * The smallest module that gives a JavaScript function a wasm type: it imports the function and exports it again.
 *
 * @see https://webassembly.github.io/spec/core/binary/modules.html
 */
function trampolineBytes(result: string, parameters: string): Uint8Array<ArrayBuffer> {
  const results = result === "v" ? [] : [VALUE_TYPES[result] as number];
  const type = [
    0x60,
    parameters.length,
    ...Array.from(parameters, (letter) => VALUE_TYPES[letter] as number),
    results.length,
    ...results,
  ];
  return Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, type.length + 1, 0x01, ...type],
    // import "e" "f" as function 0 of type 0
    ...[0x02, 0x07, 0x01, 0x01, 0x65, 0x01, 0x66, 0x00, 0x00],
    // export function 0 as "f"
    ...[0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00],
  );
}

/** Puts JavaScript functions into one instance's function table and takes them out again. */
export class FunctionTable {
  readonly #table: WebAssembly.Table;
  readonly #modules = new Map<string, WebAssembly.Module>();
  readonly #free: number[] = [];
  readonly #installed = new Set<number>();

  /** @param table - the instance's `__indirect_function_table` */
  constructor(table: WebAssembly.Table) {
    this.#table = table;
  }

  /** Functions installed and not yet removed. */
  get installedCount(): number {
    return this.#installed.size;
  }

  /**
   * Installs a function.
   *
   * @param signature - result and parameters as SQLite's struct descriptions write them: `v` nothing, `i` i32, `p`
   *   pointer, `s` C string pointer, `j` i64, `f` f32, `d` f64; for example `"i(ppij)"`
   * @param callable - called with numbers (bigint for `j`)
   * @returns what C takes as a function pointer
   * @throws TypeError when the signature does not have that form
   */
  install(signature: string, callable: WasmCallable): FunctionPointer {
    return this.place(this.wrap(signature, callable));
  }

  /**
   * Gives a JavaScript function a wasm type, without installing it.
   *
   * @param signature - as for {@link install}
   * @throws TypeError when the signature does not have that form
   */
  wrap(signature: string, callable: WasmCallable): ExportedFunction {
    const match = SIGNATURE.exec(signature);
    if (match === null) {
      throw new TypeError(`not a function signature: ${JSON.stringify(signature)}`);
    }
    let module = this.#modules.get(signature);
    if (module === undefined) {
      module = new WebAssembly.Module(trampolineBytes(match[1] as string, match[2] as string));
      this.#modules.set(signature, module);
    }
    return new WebAssembly.Instance(module, { e: { f: callable } }).exports.f as ExportedFunction;
  }

  /**
   * Installs a function that comes from a wasm instance, such as {@link wrap} makes.
   *
   * @throws TypeError when it does not
   */
  place(wasmFunction: WasmCallable): FunctionPointer {
    const index = this.#free.pop() ?? this.#table.grow(1);
    this.#table.set(index, wasmFunction);
    this.#installed.add(index);
    return index as FunctionPointer;
  }

  /**
   * Removes a function that {@link install} put there; its table entry is used again.
   *
   * @throws RangeError when `pointer` is not an installed function
   */
  remove(pointer: FunctionPointer): void {
    if (!this.#installed.delete(pointer)) {
      throw new RangeError(`no function of ours at table index ${pointer}`);
    }
    this.#table.set(pointer, null);
    this.#free.push(pointer);
  }
}
