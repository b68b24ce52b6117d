import type { RecordStore } from "../../../src/vfs/kvvfs/index.js";

/** Records as they were at one moment. */
export type Snapshot = ReadonlyMap<string, string>;

/** Records in memory, of which a test knows everything. */
export class TestStore implements RecordStore {
  readonly records: Map<string, string>;
  /** Called before each change. */
  onChange: () => void = () => {};
  /** Most UTF-16 code units of keys and values. */
  capacity = Number.POSITIVE_INFINITY;

  constructor(records: Snapshot = new Map()) {
    this.records = new Map(records);
  }

  /** UTF-16 code units of keys and values. */
  get size(): number {
    return [...this.records].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  }

  getItem(key: string): string | null {
    return this.records.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.onChange();
    const before = this.records.get(key);
    const grown = value.length - (before === undefined ? -key.length : before.length);
    if (grown > 0 && this.size + grown > this.capacity)
      throw new DOMException("this store is full", "QuotaExceededError");
    this.records.set(key, value);
  }

  removeItem(key: string): void {
    this.onChange();
    this.records.delete(key);
  }

  keys(): readonly string[] {
    return [...this.records.keys()];
  }
}

/** The two stores of a page. */
export interface TestStores {
  readonly local: TestStore;
  readonly session: TestStore;
}

/** Makes them, with what was in others. */
export function testStores(records: { local?: Snapshot; session?: Snapshot } = {}): TestStores {
  return { local: new TestStore(records.local), session: new TestStore(records.session) };
}
