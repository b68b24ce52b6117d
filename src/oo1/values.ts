/** A value as SQLite gives it: an INTEGER outside ±(2^53-1) is a bigint, every other number a number. */
export type SqlValue = null | number | bigint | string | Uint8Array<ArrayBuffer>;

/**
 * A value that can be bound. `undefined` inside an array or object binds NULL, a boolean binds 1 or 0.
 * A number without fraction binds an INTEGER when it is safe (±(2^53-1)), else a REAL.
 */
export type BindableValue =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Int8Array
  | ArrayBuffer;

/** Parameters of a statement: one value for a single `?`, an array by position, or an object by name. */
export type Bindings = BindableValue | readonly BindableValue[] | Readonly<Record<string, BindableValue>>;
