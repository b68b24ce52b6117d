import { ResultCode } from "../../base/index.js";
import { OpenFlag } from "../constants.js";
import { MemoryFile, StoredFile } from "../memory/memory-file.js";
import type { UriSwitch, Vfs, VfsFile } from "../vfs.js";
import { VfsError } from "../vfs-error.js";
import { DatabaseFile } from "./database-file.js";
import { isJournal, JournalFile } from "./journal-file.js";
import { KvStorage } from "./kv-storage.js";
import { nameFault, placeOf, storageName } from "./names.js";
import { MemoryStore, pageStore, type RecordStore } from "./record-store.js";

const { SQLITE_CANTOPEN, SQLITE_BUSY } = ResultCode;

/** How a {@link Kvvfs} is made. */
export interface KvvfsOptions {
  /** Where `local` and `session` lie; default the page's own storages. */
  readonly pageStore?: (name: "local" | "session") => RecordStore;
  /** Takes what listeners throw; default nobody. */
  readonly warn?: (...details: unknown[]) => void;
}

/** Storages that are always there. */
const BUILT_IN = ["local", "session", "."] as const;

/**
 * Databases as texts by keys, one database a storage: `local` and `session` in the page's `localStorage` and
 * `sessionStorage`, all others in memory. Where there are no such objects, as in workers, `local` and `session` are in
 * memory too. What is stored is what SQLite's own kvvfs stores.
 *
 * The URI parameter `delete-on-close=1` has a storage deleted with its last connection.
 *
 * Locks keep the connections of one instance apart. Other tabs and other instances do not know of them.
 *
 * @see https://sqlite.org/wasm/doc/trunk/kvvfs.md
 */
export class Kvvfs {
  readonly #storages = new Map<string, KvStorage>();
  readonly #warn: (...details: unknown[]) => void;
  /** To be registered as `kvvfs`. */
  readonly vfs: Vfs = {
    name: "kvvfs",
    xFullPathname: storageName,
    xOpen: (path, flags, isOn) => this.#open(path, flags, isOn),
    xDelete: (path) => this.#delete(path),
    xAccess: (path) => {
      const { name, key } = placeOf(path);
      const storage = this.#storages.get(name);
      return storage !== undefined && (key === undefined || isJournal(storage.get(key)));
    },
  };

  constructor(options: KvvfsOptions = {}) {
    const { pageStore: open = pageStore, warn = () => undefined } = options;
    this.#warn = warn;
    for (const name of BUILT_IN)
      this.#add(name, name === "." ? undefined : { open: () => open(name), prefix: `kvvfs-${name}-` });
  }

  /** A storage by its name; `undefined` where there is none. */
  find(name: string | undefined): KvStorage | undefined {
    return name === undefined ? undefined : this.#storages.get(storageName(name));
  }

  /** The storages that a name means: `""` stands for `local` and `session`. */
  meantBy(name: string | undefined): readonly KvStorage[] {
    const names = name === "" ? ["local", "session"] : [name];
    return names.flatMap((each) => this.find(each) ?? []);
  }

  /** A storage by its name, made where there is none. @throws VfsError when there can be none of that name */
  reserve(name: string): KvStorage {
    const found = this.find(name);
    if (found !== undefined) return found;
    const fault = nameFault(storageName(name));
    if (fault !== undefined) throw fault;
    return this.#add(storageName(name));
  }

  /** Removes a storage with what is in it. @returns `false` for one that is open, always there, or not at all */
  unlink(name: string): boolean {
    const storage = this.find(name);
    if (storage === undefined || storage.openFiles > 0) return false;
    if (BUILT_IN.some((builtIn) => builtIn === storage.name)) return false;
    return this.#storages.delete(storage.name);
  }

  /**
   * Deletes all records of a storage.
   *
   * @param connections - how many may have it open. That one must read at once, so that SQLite
   *   forgets the tables that it knows.
   * @returns records deleted
   * @throws VfsError `SQLITE_BUSY` while more have it open, or one is in a transaction
   */
  clear(storage: KvStorage, connections: 0 | 1 = 0): number {
    if (storage.openFiles > connections || storage.locks.isHeld)
      throw new VfsError(SQLITE_BUSY, `the storage ${storage.name} is in use`);
    const keys = storage.keys();
    storage.apply(new Map(keys.map((key) => [key, null])));
    storage.content.discard();
    storage.generation++;
    return keys.length;
  }

  #add(name: string, { open = () => new MemoryStore(), prefix = "" }: StoreOptions = {}): KvStorage {
    const storage = new KvStorage({ name, prefix, open, warn: this.#warn });
    this.#storages.set(name, storage);
    return storage;
  }

  #open(path: string | null, flags: number, isOn?: UriSwitch): VfsFile {
    if ((flags & OpenFlag.WAL) !== 0) throw new VfsError(SQLITE_CANTOPEN, "kvvfs has no write-ahead logs");
    if (path === null) return new MemoryFile(new StoredFile(), flags);
    const { name, key } = placeOf(path);
    if (key !== undefined) return this.#openJournal(name, key, flags);
    const found = this.find(name);
    if (found === undefined && (flags & OpenFlag.CREATE) === 0)
      throw new VfsError(SQLITE_CANTOPEN, `there is no storage named ${name}`);
    const mustBeNew = (flags & OpenFlag.EXCLUSIVE) !== 0 && (flags & OpenFlag.CREATE) !== 0;
    if (found !== undefined && mustBeNew)
      throw new VfsError(SQLITE_CANTOPEN, `there is already a storage named ${name}`);
    const storage = found ?? this.reserve(name);
    // Denied storages are found out when they are opened.
    storage.get("sz");
    if (isOn?.("delete-on-close")) storage.isDeletedOnClose = true;
    return new DatabaseFile(storage, flags, () => this.#left(storage));
  }

  /** One connection less: what is to be deleted goes with the last. Storages that are always there are emptied. */
  #left(storage: KvStorage): void {
    if (!storage.isDeletedOnClose || storage.openFiles > 0) return;
    storage.isDeletedOnClose = false;
    this.clear(storage);
    this.unlink(storage.name);
  }

  #openJournal(name: string, key: string, flags: number): VfsFile {
    const storage = this.find(name);
    if (storage === undefined) throw new VfsError(SQLITE_CANTOPEN, `there is no storage named ${name}`);
    if ((flags & OpenFlag.CREATE) === 0 && !isJournal(storage.get(key)))
      throw new VfsError(SQLITE_CANTOPEN, `the storage ${name} has no journal`);
    return new JournalFile(storage, key);
  }

  #delete(path: string): boolean {
    const { name, key } = placeOf(path);
    const storage = this.find(name);
    if (storage === undefined) return false;
    if (key !== undefined) {
      const wasThere = isJournal(storage.get(key));
      storage.apply(new Map([[key, null]]));
      return wasThere;
    }
    this.clear(storage);
    this.unlink(name);
    return true;
  }
}

interface StoreOptions {
  readonly open?: () => RecordStore;
  readonly prefix?: string;
}
