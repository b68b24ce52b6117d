import type { AdapterRegistry, Convert } from "./adapters.js";
import { coercePointer } from "./pointer-arithmetic.js";

/**
 * How values become numbers of a C type, in arguments and in results. Integers are cut to their width and 8 and 16
 * bits stay unsigned; what is no number becomes 0 or, for floating point, NaN.
 */
const CONVERSIONS: readonly (readonly [names: readonly string[], convert: Convert])[] = [
  [["i8"], (value) => toInt32(value) & 0xff],
  [["i16"], (value) => toInt32(value) & 0xffff],
  [["i32", "int"], (value) => toInt32(value)],
  [["i64"], (value) => BigInt((value as bigint) ?? 0)],
  [["f32", "float", "f64", "double"], (value) => Number(value)],
];

const NUMBER_NAMES = CONVERSIONS.flatMap(([names]) => names);

/** Adds the number types, and `T*` for each of them: a pointer to it. */
export function addNumberConversions(registry: AdapterRegistry): void {
  for (const [names, convert] of CONVERSIONS) registry.addPlain(names, convert);
  registry.addPlain(["*", "void*", ...NUMBER_NAMES.map((name) => `${name}*`)], coercePointer);
}

function toInt32(value: unknown): number {
  // Not Number(): a bigint where C takes 32 bits is a mistake, and `|` says so.
  return (value as number) | 0;
}
