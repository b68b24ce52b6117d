import type { FunctionInstallation } from "./function-installation.js";
import type { WasmCallable } from "./function-table.js";
import type { Heap } from "./heap.js";
import { isPointer } from "./pointer-arithmetic.js";
import type { StructMemberInfo } from "./struct-description.js";

/** What installing methods works with. */
export interface StructMethodParts {
  readonly heap: Heap;
  readonly functions: Pick<FunctionInstallation, "functionEntry" | "installFunction" | "uninstallFunction">;
}

/** The functions that were installed in one struct's members, to be removed when others replace them or with the struct. */
export class StructMethodTable {
  readonly #parts: StructMethodParts;
  readonly #installed = new Map<string, number>();

  constructor(parts: StructMethodParts) {
    this.#parts = parts;
  }

  /**
   * Points a member to a function.
   *
   * @param struct - address of the struct
   * @param method - a function, or the pointer of one that is installed already; 0 for none
   * @param checkCount - whether calls of a function whose number of parameters does not fit throw
   * @returns the function pointer
   * @throws TypeError for what is no function
   */
  install(struct: number, member: StructMemberInfo, method: unknown, checkCount: boolean): number {
    const { functions } = this.#parts;
    if (typeof method === "function") {
      const callable = checkCount ? counted(member, method as WasmCallable) : (method as WasmCallable);
      const pointer = functions.installFunction(callable, member.signature);
      this.point(struct, member, pointer);
      this.#installed.set(member.name, pointer);
      return pointer;
    }
    if (!isPointer(method)) throw new TypeError(`${member.name} takes a function or a pointer to one`);
    if (method !== 0 && !functions.functionEntry(method)) {
      throw new TypeError(`no function is installed at ${method}`);
    }
    this.point(struct, member, method);
    return method;
  }

  /** Points a member to an installed function. The one that was installed there goes, unless another member has it. */
  point(struct: number, { name, offset }: StructMemberInfo, pointer: number): void {
    const previous = this.#installed.get(name);
    this.#parts.heap.view.setUint32(struct + offset, pointer, true);
    this.#installed.delete(name);
    if (this.#has(pointer)) this.#installed.set(name, pointer);
    if (previous !== undefined && previous !== pointer && !this.#has(previous)) {
      this.#parts.functions.uninstallFunction(previous);
    }
  }

  /** Removes all functions that were installed here. */
  removeAll(): void {
    for (const pointer of new Set(this.#installed.values())) this.#parts.functions.uninstallFunction(pointer);
    this.#installed.clear();
  }

  #has(pointer: number): boolean {
    return [...this.#installed.values()].includes(pointer);
  }
}

/** Refuses calls of a function that has another number of parameters than its member's signature. */
function counted({ name, signature }: StructMemberInfo, method: WasmCallable): WasmCallable {
  const count = signature.length - "v()".length;
  if (method.length === count) return method;
  return () => {
    throw new TypeError(`${name} gets ${count} arguments: ${signature}`);
  };
}
