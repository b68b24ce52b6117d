import type { KvvfsHelpers } from "./kvvfs-helpers.js";
import type { NamespaceParts } from "./namespace-parts.js";
import type { PublicStructs } from "./struct-types.js";

/**
 * `sqlite3.capi`: the C API.
 *
 * @see https://sqlite.org/wasm/doc/trunk/api-c-style.md
 */
export interface CapiNamespace extends PublicStructs, Partial<KvvfsHelpers> {}

/** Assembles `sqlite3.capi` of one instance. */
export function createCapiNamespace({ structs }: NamespaceParts): CapiNamespace {
  return { ...structs.shown };
}
