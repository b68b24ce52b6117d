import type { AdapterRegistry, Convert } from "./adapters.js";
import { coercePointer, isPointer } from "./pointer-arithmetic.js";
import { isByteArray, requireByteArray, typedArrayToString } from "./typed-array.js";

/** What conversions of texts need. */
export interface TextMemory {
  cstrToJs(address: number): string | null;
  /** Allocates until the end of the allocation scope. */
  scopedAllocCString(text: string): number;
  /** Allocates for good. */
  allocCString(text: string): number;
  dealloc(address: number): void;
}

/**
 * Reads a "flexible string": a text; UTF-8 bytes; an array of pieces, which are joined; a C string by its address.
 *
 * @returns the text; any other value as it is
 * @see https://sqlite.org/wasm/doc/trunk/api-c-style.md
 */
export function flexibleString(value: unknown, cstrToJs: TextMemory["cstrToJs"]): unknown {
  if (isByteArray(value)) return typedArrayToString(requireByteArray(value));
  if (Array.isArray(value)) return value.join("");
  return isPointer(value) ? cstrToJs(value) : value;
}

/** Adds the argument types `string`, `utf8`, `string:flexible` and `string:static`. */
export function addTextArguments(registry: AdapterRegistry, memory: TextMemory): void {
  const scopedText: Convert = (value) =>
    typeof value === "string" ? memory.scopedAllocCString(value) : coercePointer(value);
  const statics = new Map<string, number>();

  registry.add("string", scopedText);
  registry.add("utf8", scopedText);
  registry.add("string:flexible", (value, args, index) =>
    // An address is a C string already and needs no copy.
    isPointer(value) ? value : scopedText(flexibleString(value, memory.cstrToJs), args, index),
  );
  registry.add("string:static", (value) => {
    if (isPointer(value)) return value;
    const text = String(value);
    let address = statics.get(text);
    if (address === undefined) {
      address = memory.allocCString(text);
      statics.set(text, address);
    }
    return address;
  });
}

/** Adds the result types `string`, `utf8` and `json`, and each with `:dealloc`, which frees the C string. */
export function addTextResults(registry: AdapterRegistry, memory: TextMemory): void {
  const text: Convert = (value) => memory.cstrToJs(value as number);
  const json: Convert = (value) => {
    const source = memory.cstrToJs(value as number);
    return source === null ? null : JSON.parse(source);
  };
  const freeing =
    (convert: Convert): Convert =>
    (value, args, index) => {
      try {
        return convert(value, args, index);
      } finally {
        memory.dealloc(value as number);
      }
    };
  registry.addPlain(["string", "utf8"], text);
  registry.addPlain(["json"], json);
  registry.addPlain(["string:dealloc", "utf8:dealloc"], freeing(text));
  registry.addPlain(["json:dealloc"], freeing(json));
}
