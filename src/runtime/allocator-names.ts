/** Names of the three exports that allocation goes through. */
export interface AllocatorNames {
  readonly alloc: string;
  readonly realloc: string;
  readonly dealloc: string;
}

/** Settings of {@link AllocatorNames}; what is left out is derived. */
export interface AllocatorNameOptions {
  /** Export that allocates; default `"sqlite3_malloc"`. */
  readonly allocExportName?: string;
  /** Export that resizes; default the one that belongs to `allocExportName`, `"sqlite3_realloc"` or `"realloc"`. */
  readonly reallocExportName?: string;
  /** Export that frees; default the one that belongs to `allocExportName`, `"sqlite3_free"` or `"free"`. */
  readonly deallocExportName?: string;
}

/**
 * Completes the allocator's export names: resize and free follow from the name that allocates, because memory of one
 * allocator must not go back to another.
 */
export function resolveAllocatorNames(options: AllocatorNameOptions): AllocatorNames {
  const alloc = options.allocExportName ?? "sqlite3_malloc";
  return {
    alloc,
    realloc: options.reallocExportName ?? alloc.replace(/malloc$/, "realloc"),
    dealloc: options.deallocExportName ?? alloc.replace(/malloc$/, "free"),
  };
}
