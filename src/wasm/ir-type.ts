/**
 * Names of the types that wasm memory is read and written as, "IR" in SQLite's documentation: `i8` to `i64` are signed
 * integers, `f32` (`float`) and `f64` (`double`) floating point; every name that ends in `*` is a pointer. `i1` is a
 * byte, as LLVM's booleans are.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-wasm.md
 */
export type IrType = "i1" | "i8" | "i16" | "i32" | "i64" | "f32" | "float" | "f64" | "double" | `${string}*`;

/** A type name after its aliases are resolved. */
export type PlainIrType = "i8" | "i16" | "i32" | "i64" | "f32" | "f64";

/** What a value of a type is in JavaScript. */
export type IrValue<Type extends string> = Type extends "i64" ? bigint : number;

/** The type that pointers are: addresses have 32 bits. */
export const POINTER_IR = "i32";

/** Bytes of a pointer. */
export const POINTER_SIZE = 4;

const PLAIN_TYPES: Readonly<Record<string, PlainIrType>> = {
  i1: "i8",
  i8: "i8",
  i16: "i16",
  i32: "i32",
  i64: "i64",
  f32: "f32",
  float: "f32",
  f64: "f64",
  double: "f64",
};

const SIZES: Readonly<Record<PlainIrType, number>> = { i8: 1, i16: 2, i32: 4, i64: 8, f32: 4, f64: 8 };

/** Resolves the aliases of a type name; `undefined` for what is none. */
export function plainIrType(name: unknown): PlainIrType | undefined {
  if (typeof name !== "string") return undefined;
  if (name.endsWith("*")) return POINTER_IR;
  return Object.hasOwn(PLAIN_TYPES, name) ? PLAIN_TYPES[name] : undefined;
}

/** Bytes of a type; `undefined` for what is no type name. `i1` is one to memory only and has no size. */
export function sizeOfIr(name: unknown): number | undefined {
  const plain = name === "i1" ? undefined : plainIrType(name);
  return plain === undefined ? undefined : SIZES[plain];
}
