/** Texts by keys: what `Storage` objects and memory have in common. */
export interface RecordStore {
  getItem(key: string): string | null;
  /** @throws DOMException `QuotaExceededError`; then the old value is still there */
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  keys(): readonly string[];
}

/** Records in memory. */
export class MemoryStore implements RecordStore {
  readonly #records = new Map<string, string>();

  getItem(key: string): string | null {
    return this.#records.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#records.set(key, value);
  }

  removeItem(key: string): void {
    this.#records.delete(key);
  }

  keys(): readonly string[] {
    return [...this.#records.keys()];
  }
}

/**
 * The page's `localStorage` or `sessionStorage`; memory where there is none, as in workers.
 *
 * @throws DOMException `SecurityError` where the browser denies it
 * @see https://html.spec.whatwg.org/multipage/webstorage.html
 */
export function pageStore(name: "local" | "session"): RecordStore {
  const storage = (globalThis as { localStorage?: Storage; sessionStorage?: Storage })[`${name}Storage`];
  if (storage === undefined) return new MemoryStore();
  return {
    getItem: (key) => storage.getItem(key),
    setItem: (key, value) => storage.setItem(key, value),
    removeItem: (key) => storage.removeItem(key),
    keys: () => Object.keys(storage),
  };
}
