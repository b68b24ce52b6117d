import { DeviceCharacteristic } from "../constants.js";
import { ChunkedBytes } from "../memory/chunked-bytes.js";
import type { VfsFile } from "../vfs.js";
import type { KvStorage } from "./kv-storage.js";
import { decodePage, encodeCount, encodePage } from "./page-text.js";

/*
 * A journal is one record: its size as runs of zeros are written, a space, its bytes as those of a page. The official
 * package (seen in 3.54.1) leaves the journals of committed transactions in localStorage and sessionStorage, whole and with
 * valid headers, and never plays one back. To play such a journal back would take a commit back. So ours are told from
 * theirs by a highest digit 0 in the size, which changes nothing for who reads them, and theirs count as deleted.
 */
const OWN_JOURNAL = /^([a-z]+)a (.*)$/;

/** Key of the record of a rollback journal. */
export const ROLLBACK_JOURNAL = "jrnl";

/** Whether a record is a journal that SQLite must look at. */
export function isJournal(record: string | null): boolean {
  return record !== null && OWN_JOURNAL.test(record);
}

/**
 * An open journal: a rollback journal, or one that joins the commits of several databases.
 *
 * A rollback journal that is synced is stored when the first page of its database is, so that a transaction stores its
 * journal once, however often SQLite writes pages before the commit. Until then the store has the database as it was.
 */
export class JournalFile implements VfsFile {
  readonly #storage: KvStorage;
  readonly #bytes = new ChunkedBytes();
  /** Of its record. */
  readonly key: string;

  constructor(storage: KvStorage, key: string) {
    this.#storage = storage;
    this.key = key;
    const [, size, text] = OWN_JOURNAL.exec(storage.get(key) ?? "") ?? [];
    if (size !== undefined && text !== undefined) {
      const bytes = new Uint8Array(decodePage(size, new Uint8Array(0), Number.MAX_SAFE_INTEGER));
      decodePage(text, bytes);
      this.#bytes.write(bytes, 0);
    }
    storage.opened();
  }

  /** As it is stored; `null` for an empty one. */
  get record(): string | null {
    const { size } = this.#bytes;
    const bytes = new Uint8Array(size);
    this.#bytes.read(bytes, 0);
    return size === 0 ? null : `${encodeCount(size)}a ${encodePage(bytes)}`;
  }

  xClose(): void {
    this.#forget();
    this.#storage.closed();
  }

  xRead(target: Uint8Array<ArrayBuffer>, offset: number): number {
    return this.#bytes.read(target, offset);
  }

  xWrite(source: Uint8Array<ArrayBuffer>, offset: number): void {
    this.#bytes.write(source, offset);
    // A commit in journal_mode=persist, which SQLite does not always sync.
    if (offset === 0 && source[0] === 0) this.#end();
  }

  xTruncate(size: number): void {
    this.#bytes.truncate(size);
    // A commit in journal_mode=truncate.
    if (size === 0) this.#end();
  }

  xSync(): void {
    if (this.key === ROLLBACK_JOURNAL) this.#storage.journal = this;
    else this.#storage.apply(new Map([[this.key, this.record]]));
  }

  xFileSize(): number {
    return this.#bytes.size;
  }

  xLock(): boolean {
    return true;
  }

  xUnlock(): void {}

  xCheckReservedLock(): boolean {
    return false;
  }

  xDeviceCharacteristics(): number {
    return DeviceCharacteristic.POWERSAFE_OVERWRITE;
  }

  /** From now on nothing is to be rolled back. */
  #end(): void {
    this.#forget();
    if (this.#storage.get(this.key) !== null) this.#storage.apply(new Map([[this.key, null]]));
  }

  #forget(): void {
    if (this.#storage.journal === this) this.#storage.journal = undefined;
  }
}
