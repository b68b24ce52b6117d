/**
 * A value of one of the two packages, of which nothing is known: cases call them wrongly on purpose, so that types would
 * only be in the way. Numbers are taken out with `Number()`, addresses added up with `wasm.ptr.add()`.
 */
export type Loose = ((...args: unknown[]) => Loose) &
  (new (
    ...args: unknown[]
  ) => Loose) & { [name: string]: Loose };

/** One of the two packages under comparison: its `sqlite3` namespace, the library's own helpers included. */
export type Subject = Loose;

/** Both packages. */
export interface Subjects {
  readonly ours: Subject;
  readonly theirs: Subject;
}

/** A call or a few of them that both packages get; what it gives must not depend on addresses. */
export type ParityCall = (sqlite3: Subject) => unknown;

/** Sets a property, as code in strict mode does. */
export function set(target: Loose, name: string, value: unknown): void {
  (target as unknown as Record<string, unknown>)[name] = value;
}

/** Calls by a name that says what is called. */
export type ParityCalls = Readonly<Record<string, ParityCall>>;
