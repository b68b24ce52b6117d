import type { FunctionInstallation } from "./function-installation.js";
import type { WasmCallable } from "./function-table.js";
import { isPointer } from "./pointer-arithmetic.js";
import type { ScopedAllocation } from "./scoped-allocation.js";

/**
 * How long C may call a function that was passed to it:
 * - `transient`: until the call returns
 * - `context`: until another takes its place for the same key, such as one database connection
 * - `singleton`: until another takes its place
 * - `permanent`: for good
 */
export type BindScope = "transient" | "context" | "singleton" | "permanent";

/** What a {@link FunctionPointerAdapter} is made of. */
export interface FunctionPointerOptions {
  /** Of the parameter, for messages. */
  readonly name?: string;
  /** As `installFunction` takes it. */
  readonly signature: string;
  readonly bindScope: BindScope;
  /** For `context`: says what a function belongs to, from the call's arguments (not converted yet). */
  readonly contextKey?: (args: readonly unknown[], index: number) => unknown;
  /** Makes the function that is installed out of the one that was passed. */
  readonly callProxy?: (callable: WasmCallable) => WasmCallable;
}

/** What adapters install with. */
export interface FunctionPointerParts {
  readonly functions: Pick<FunctionInstallation, "installFunction" | "uninstallFunction">;
  readonly scopes: ScopedAllocation;
}

const BIND_SCOPES: readonly BindScope[] = ["transient", "context", "singleton", "permanent"];

interface Installed {
  readonly callable: WasmCallable;
  readonly pointer: number;
}

/**
 * Converts an argument that is a callback: a function is installed in the function table for as long as its bind scope
 * says, a function pointer passes as it is, and `null` is the null pointer.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-wasm.md
 */
export class FunctionPointerAdapter {
  static readonly bindScopes: readonly BindScope[] = BIND_SCOPES;

  readonly name: string;
  readonly signature: string;
  readonly bindScope: BindScope;
  readonly isTransient: boolean;
  readonly isContext: boolean;
  readonly isPermanent: boolean;
  readonly #options: FunctionPointerOptions;
  readonly #parts: FunctionPointerParts;
  readonly #current = new Map<unknown, Installed>();

  /** @throws TypeError when the options name no bind scope */
  constructor(parts: FunctionPointerParts, options: FunctionPointerOptions) {
    if (!BIND_SCOPES.includes(options?.bindScope)) {
      throw new TypeError(`bindScope is one of ${BIND_SCOPES.join(", ")}`);
    }
    this.name = options.name ?? "unnamed";
    this.signature = options.signature;
    this.bindScope = options.bindScope;
    this.isTransient = options.bindScope === "transient";
    this.isContext = options.bindScope === "context";
    this.isPermanent = options.bindScope === "permanent";
    this.#options = options;
    this.#parts = parts;
  }

  /**
   * Converts one argument.
   *
   * @param args - all arguments of the call
   * @param index - which of them this is
   * @throws TypeError for what is neither function, function pointer nor null
   */
  convertArg(value: unknown, args: readonly unknown[], index: number): number {
    if (value === null || value === undefined || value === 0) {
      if (!this.isTransient && !this.isPermanent) this.#replace(this.#key(args, index), undefined);
      return 0;
    }
    if (typeof value !== "function") {
      if (isPointer(value)) return value;
      throw new TypeError(
        `${this.name} is a function with the signature ${this.signature}, or a pointer to one`,
      );
    }
    return this.#install(value as WasmCallable, args, index);
  }

  /** Removes what is installed for one key, for example because its connection closes. */
  release(key: unknown): void {
    this.#replace(key, undefined);
  }

  #install(callable: WasmCallable, args: readonly unknown[], index: number): number {
    const { functions, scopes } = this.#parts;
    if (this.isTransient) scopes.require();
    const key = this.#key(args, index);
    const current = this.#current.get(key);
    if (current?.callable === callable) return current.pointer;
    const { callProxy } = this.#options;
    const pointer = functions.installFunction(callProxy?.(callable) ?? callable, this.signature);
    if (this.isTransient) scopes.add(() => functions.uninstallFunction(pointer));
    else if (!this.isPermanent) this.#replace(key, { callable, pointer });
    return pointer;
  }

  #key(args: readonly unknown[], index: number): unknown {
    if (!this.isContext) return undefined;
    return this.#options.contextKey?.(args, index) ?? `argument ${index}`;
  }

  /**
   * Puts a function in the place of another. C still has the old one until the call that brings the new one returns,
   * so the old one is removed when the call's allocation scope ends.
   */
  #replace(key: unknown, next: Installed | undefined): void {
    const { functions, scopes } = this.#parts;
    const previous = this.#current.get(key);
    if (next === undefined) this.#current.delete(key);
    else this.#current.set(key, next);
    if (previous === undefined) return;
    const remove = () => functions.uninstallFunction(previous.pointer);
    if (scopes.level > 0) scopes.add(remove);
    else remove();
  }
}
