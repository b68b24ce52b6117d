/** Converts one argument on its way into wasm. */
export type ArgumentAdapter = (value: never, args: readonly unknown[], index: number) => unknown;

/** Converts a result on its way out of wasm. */
export type ResultAdapter = (value: never) => unknown;

/** An adapter as it is kept, whatever it takes. */
export type Convert = (value: unknown, args: readonly unknown[], index: number) => unknown;

/** The adapters of one kind, by the type name that signatures use. */
export class AdapterRegistry {
  readonly #kind: string;
  readonly #adapters = new Map<unknown, Convert>();
  readonly #plain = new Set<unknown>();

  /** @param kind - `"argument"` or `"result"`, for messages */
  constructor(kind: string) {
    this.#kind = kind;
  }

  /** Adds adapters that neither allocate nor call back: their calls need no allocation scope. */
  addPlain(names: readonly string[], convert: Convert): void {
    for (const name of names) {
      this.#adapters.set(name, convert);
      this.#plain.add(name);
    }
  }

  /** Adds or replaces an adapter. */
  add(name: string, convert: Convert): void {
    this.#adapters.set(name, convert);
    this.#plain.delete(name);
  }

  remove(name: string): void {
    this.#adapters.delete(name);
    this.#plain.delete(name);
  }

  get(name: unknown): Convert | undefined {
    return this.#adapters.get(name);
  }

  /** @throws TypeError when there is no adapter of that name */
  require(name: unknown): Convert {
    const convert = this.#adapters.get(name);
    if (convert === undefined) {
      throw new TypeError(`there is no ${this.#kind} type ${JSON.stringify(name) ?? String(name)}`);
    }
    return convert;
  }

  /** Whether calls through this adapter need an allocation scope. */
  needsScope(name: unknown): boolean {
    return !this.#plain.has(name);
  }
}
