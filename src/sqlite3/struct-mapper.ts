import type { StructClass, StructObject } from "../wasm/index.js";
import type { WasmNamespace } from "./wasm-namespace.js";

/**
 * Keeps the struct objects whose addresses C hands around, such as those of virtual tables.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-c-style.md
 */
export interface StructMapper<Struct extends StructObject> {
  readonly StructType: StructClass<Struct>;
  /**
   * Makes a struct and writes its address where C wants it.
   * @param ppOut - address of a pointer
   */
  create(ppOut: number): Struct;
  /** The struct of an address that {@link create} has written; `undefined` where there is none. Do not dispose of it. */
  get(pointer: number): Struct | undefined;
  /** The same, and forgets it: now it is the caller's, to be disposed of. */
  unget(pointer: number): Struct | undefined;
  /** Forgets a struct and disposes of it. */
  dispose(pointer: number): void;
}

/** Makes the mapper of one kind of struct. */
export function createStructMapper<Struct extends StructObject>(
  StructType: StructClass<Struct>,
  wasm: WasmNamespace,
): StructMapper<Struct> {
  const structs = new Map<number, Struct>();
  const unget = (pointer: number): Struct | undefined => {
    const struct = structs.get(pointer);
    structs.delete(pointer);
    return struct;
  };
  return {
    StructType,
    create(ppOut) {
      const struct = new StructType();
      try {
        const pointer = struct.pointer as number;
        wasm.pokePtr(ppOut, pointer);
        structs.set(pointer, struct);
        return struct;
      } catch (error) {
        struct.dispose();
        throw error;
      }
    },
    get: (pointer) => structs.get(pointer),
    unget,
    dispose: (pointer) => unget(pointer)?.dispose(),
  };
}
