/** A value as SQLite gives it: an INTEGER outside ±(2^53-1) is a bigint, every other number a number. */
export type SqlValue = null | number | bigint | string | Uint8Array<ArrayBuffer>;

/** A row by column name. Of columns with the same name the last wins. */
export type SqlRow = Record<string, SqlValue>;

/** A parameter on its way to the worker. The client has checked it and made an `ArrayBuffer` a `Uint8Array`. */
export type WireValue = null | boolean | number | bigint | string | Uint8Array;

/** Parameters of one statement: by position, or by name, `names[i]` for `values[i]`. */
export type WireParameters =
  | readonly WireValue[]
  | { readonly names: readonly string[]; readonly values: readonly WireValue[] };
