import { assembleTypes, type Signature, ValueType } from "./assembler.js";
import type { FunctionPointer } from "./pointer.js";

/** A JavaScript function as wasm calls it: numbers for i32/f32/f64 and bigint for i64, in and out. */
export type WasmCallable = (...args: never[]) => unknown;

/** A function with the signature that it is to have, as {@link FunctionTable.install} takes them. */
export type TypedFunction = readonly [signature: string, callable: WasmCallable];

/** A function as wasm exports it: numbers, and bigint for i64, in and out. */
export type ExportedFunction = (...args: (number | bigint)[]) => number | bigint | undefined;

const { i32, i64, f32, f64 } = ValueType;
const VALUE_TYPES: Readonly<Record<string, ValueType>> = { i: i32, p: i32, s: i32, j: i64, f: f32, d: f64 };

/** Result and parameters. */
const SIGNATURE = /^([vipsjfd])\(([ipsjfd]{0,97})\)$/;

/** @throws TypeError */
function readSignature(signature: string): Signature {
  const [, result = "", parameters = ""] = SIGNATURE.exec(signature) ?? [];
  if (result === "") throw new TypeError(`not a function signature: ${JSON.stringify(signature)}`);
  const typesOf = (letters: string) => Array.from(letters, (letter) => VALUE_TYPES[letter] as ValueType);
  return { parameters: typesOf(parameters), results: typesOf(result.replace("v", "")) };
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

  /** Installs several functions at once, which is quicker than one after the other. @throws as {@link install} */
  installAll(functions: readonly TypedFunction[]): FunctionPointer[] {
    return this.#wrapAll(functions).map((each) => this.place(each));
  }

  /**
   * Gives a JavaScript function a wasm type, without installing it.
   *
   * @param signature - as for {@link install}
   * @throws TypeError when the signature does not have that form
   */
  wrap(signature: string, callable: WasmCallable): ExportedFunction {
    return this.#wrapAll([[signature, callable]])[0] as ExportedFunction;
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

  /** One module for all of them: each that is compiled and linked takes a tenth of a millisecond. */
  #wrapAll(functions: readonly TypedFunction[]): ExportedFunction[] {
    const key = functions.map(([signature]) => signature).join();
    let module = this.#modules.get(key);
    if (module === undefined) {
      module = new WebAssembly.Module(
        assembleTypes(functions.map(([signature]) => readSignature(signature))),
      );
      this.#modules.set(key, module);
    }
    const env = Object.fromEntries(functions.map(([, callable], index) => [index, callable]));
    const { exports } = new WebAssembly.Instance(module, { env });
    return functions.map((_, index) => exports[index] as ExportedFunction);
  }
}
