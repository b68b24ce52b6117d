import { DB, Stmt } from "../../oo1/index.js";
import { coercePointer } from "../../wasm/index.js";

/** The address that a connection or statement stands for, or an address as it is; 0 for what is none. */
export function addressOf(value: unknown): number {
  if (value instanceof DB || value instanceof Stmt) return value.pointer ?? 0;
  return coercePointer(value) || 0;
}
