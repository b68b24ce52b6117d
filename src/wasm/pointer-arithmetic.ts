import { POINTER_IR, POINTER_SIZE } from "./ir-type.js";

/** What may stand for an address; `null` and `undefined` are the null pointer. */
export type PointerLike = number | bigint | string | null | undefined;

/**
 * Pointers as numbers, written so that code reads the same whatever their width.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-wasm.md
 */
export interface PointerArithmetic {
  /** The null pointer. */
  readonly null: 0;
  /** Bytes of a pointer. */
  readonly size: 4;
  /** The type that a pointer is in wasm. */
  readonly ir: "i32";
  /** Turns what stands for an address into a number. */
  coerce(value?: PointerLike): number;
  /** Adds up addresses and offsets. */
  add(...values: PointerLike[]): number;
  /** As {@link add}; the result is a number whatever the width of a pointer. */
  addn(...values: PointerLike[]): number;
}

/** Whether a value is an address: a whole number from 0 to 2^31 - 1, where this wasm's memory ends. */
export function isPointer(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value === (value | 0);
}

/** Whether a value could be a 64-bit address: as {@link isPointer}, or a bigint from 0 on. */
export function isPointer64(value: unknown): value is number | bigint {
  return typeof value === "bigint" ? value >= 0n : isPointer(value);
}

/** Turns what stands for an address into a number; `NaN` for what does not, which wasm takes as 0. */
export function coercePointer(value: unknown): number {
  return Number(value ?? 0);
}

/** Adds up addresses and offsets. */
export function addPointers(...values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + coercePointer(value), 0);
}

/** The helpers as one object that cannot be changed. */
export const POINTER_ARITHMETIC: PointerArithmetic = Object.freeze({
  null: 0,
  size: POINTER_SIZE,
  ir: POINTER_IR,
  coerce: (value?: PointerLike) => coercePointer(value),
  add: addPointers,
  addn: addPointers,
});
