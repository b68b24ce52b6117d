import { storageFailure } from "../storage-failure.js";
import { FileLocks } from "../file-locks.js";
import type { KvvfsEvent, KvvfsEventData, KvvfsListener } from "./listener.js";
import { PagedContent } from "./paged-content.js";
import { decodePage } from "./page-text.js";
import type { RecordStore } from "./record-store.js";

/** Changes to records by their keys; `null` deletes. */
export type Changes = ReadonlyMap<string, string | null>;

/** A journal that has been synced and is not stored yet. */
export interface PendingJournal {
  readonly key: string;
  /** As it is stored. */
  readonly record: string | null;
}

/** What a storage is made of. */
export interface KvStorageOptions {
  readonly name: string;
  /** What its keys begin with, where other things lie in the same store. */
  readonly prefix: string;
  /** Opens the store when it is first needed. */
  readonly open: () => RecordStore;
  /** Takes what listeners throw. */
  readonly warn: (...details: unknown[]) => void;
}

/** One storage: the records of one database, and what its connections share. */
export class KvStorage {
  readonly name: string;
  readonly locks = new FileLocks();
  readonly content = new PagedContent(this);
  readonly listeners = new Set<KvvfsListener>();
  /** The rollback journal that is to be in the store before the database is changed there. */
  journal: PendingJournal | undefined;
  readonly #options: KvStorageOptions;
  /** How many databases it has had: one more each time that it is cleared. */
  generation = 0;
  /** Whether it goes with its last connection, as the URI parameter `delete-on-close` asks. */
  isDeletedOnClose = false;
  #store: RecordStore | undefined;
  #openFiles = 0;

  constructor(options: KvStorageOptions) {
    this.name = options.name;
    this.#options = options;
  }

  /** Databases and journals that are open. */
  get openFiles(): number {
    return this.#openFiles;
  }

  /** Counts a file that is opened. */
  opened(): void {
    this.notify("open", ++this.#openFiles);
  }

  /** Counts a file that is closed. */
  closed(): void {
    this.notify("close", --this.#openFiles);
  }

  /** Keys of all records, without the prefix. @throws StorageError where the browser denies the store */
  keys(): string[] {
    const { prefix } = this.#options;
    const keys = this.#records.keys().filter((key) => key.startsWith(prefix));
    return keys.map((key) => key.slice(prefix.length));
  }

  /** A record; `null` where there is none. @throws StorageError where the browser denies the store */
  get(key: string): string | null {
    return this.#records.getItem(this.#options.prefix + key);
  }

  /** Bytes that the records take, keys included: browsers count two for each character. */
  get estimatedSize(): number {
    const { prefix } = this.#options;
    const length = (key: string): number => prefix.length + key.length + (this.get(key) ?? "").length;
    return 2 * this.keys().reduce((sum, key) => sum + length(key), 0);
  }

  /**
   * Makes all changes or none. When one fails the records before it get their old values back, which fit: every state on
   * the way back has been there a moment ago.
   *
   * @throws StorageError `quota` when the store is full
   */
  apply(changes: Changes): void {
    const done: [string, string | null][] = [];
    try {
      for (const [key, value] of changes) {
        const before = this.get(key);
        if (before === value) continue;
        this.#put(key, value);
        done.push([key, before]);
      }
    } catch (error) {
      for (const [key, value] of done.reverse()) this.#put(key, value);
      throw storageFailure(error, `writing to the storage ${this.name}`);
    }
    if (this.listeners.size === 0) return;
    for (const [key, value] of changes) {
      if (value === null) this.notify("delete", key);
      else this.notify("write", [key, value]);
    }
  }

  /** Stores what has changed in the database, after its journal. @throws StorageError `quota`; then nothing is stored */
  flush(): void {
    const { journal } = this;
    this.content.flush(() => new Map(journal === undefined ? [] : [[journal.key, journal.record]]));
  }

  /** Tells the listeners of an event. */
  notify<Type extends keyof KvvfsEventData>(type: Type, data: KvvfsEventData[Type]): void {
    for (const listener of this.listeners) {
      const key = type === "delete" ? data : type === "write" ? (data as readonly unknown[])[0] : undefined;
      if (key === "jrnl" && !listener.includeJournal) continue;
      const hear = listener.events?.[type] as ((event: KvvfsEvent<Type, unknown>) => unknown) | undefined;
      if (typeof hear !== "function") continue;
      const shown = type === "write" && listener.decodePages ? this.#decoded(data as [string, string]) : data;
      const warn = (error: unknown) => this.#options.warn(`A listener of ${this.name} failed:`, error);
      try {
        Promise.resolve(hear.call(listener.events, { storageName: this.name, type, data: shown })).catch(
          warn,
        );
      } catch (error) {
        warn(error);
      }
    }
  }

  #decoded([key, value]: readonly [string, string]): readonly [string, string | Uint8Array] {
    if (!/^\d+$/.test(key)) return [key, value];
    const page = new Uint8Array(this.content.pageSize);
    decodePage(value, page);
    return [key, page];
  }

  get #records(): RecordStore {
    try {
      this.#store ??= this.#options.open();
      return this.#store;
    } catch (error) {
      throw storageFailure(error, `opening the storage ${this.name}`);
    }
  }

  #put(key: string, value: string | null): void {
    const name = this.#options.prefix + key;
    if (value === null) this.#records.removeItem(name);
    else this.#records.setItem(name, value);
  }
}
