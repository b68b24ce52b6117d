declare const pointee: unique symbol;

/**
 * An address in wasm memory (32 bit, unsigned), branded with what lies there so that pointers to different things do
 * not mix. At run time it is a plain number; 0 is the null pointer.
 */
export type Pointer<Pointee extends string = string> = number & { readonly [pointee]: Pointee };

/** The null pointer of any kind. */
export const NULL = 0 as Pointer<never>;

/** Index into the wasm function table, which is what C calls a function pointer. */
export type FunctionPointer = Pointer<"function">;
