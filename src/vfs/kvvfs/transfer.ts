import { ResultCode } from "../../base/index.js";
import { VfsError } from "../vfs-error.js";
import { isJournal } from "./journal-file.js";
import type { KvStorage } from "./kv-storage.js";
import type { Kvvfs } from "./kvvfs.js";
import { decodePage, encodePage } from "./page-text.js";

/** A database as JSON carries it, unless its pages are decoded. */
export interface KvvfsExport {
  /** Of the storage that it is from, or that it is for. */
  name: string;
  /** When it was made: milliseconds since 1970-01-01 UTC. */
  timestamp: number;
  /** The pages one after the other, as the storage has them or decoded. */
  pages: (string | Uint8Array)[];
  /** Bytes of the database; not there where the storage has never had one. */
  size?: number;
  /** The journal as the storage has it. */
  journal?: string;
}

/** What is exported, and how. */
export interface KvvfsExportOptions {
  /** Name of the storage. */
  readonly name: string;
  /** Whether pages become bytes; default as they are stored. */
  readonly decodePages?: boolean;
  /** Whether a journal comes along. */
  readonly includeJournal?: boolean;
}

/** Copies a storage, as the last commit left it. */
export function exportStorage(storage: KvStorage, options: Omit<KvvfsExportOptions, "name">): KvvfsExport {
  const { pageSize } = storage.content;
  const size = storage.get("sz");
  const pages: (string | Uint8Array)[] = [];
  for (let number = 1; (number - 1) * pageSize < Number(size); number++) {
    const text = storage.get(String(number)) ?? encodePage(new Uint8Array(pageSize));
    const bytes = new Uint8Array(options.decodePages ? pageSize : 0);
    if (options.decodePages) decodePage(text, bytes);
    pages.push(options.decodePages ? bytes : text);
  }
  const result: KvvfsExport = { name: storage.name, timestamp: Date.now(), pages };
  const journal = options.includeJournal ? storage.get("jrnl") : null;
  if (journal !== null) result.journal = journal;
  if (size !== null) result.size = Number(size);
  return result;
}

/** Offset of the two bytes of a header that say whether to use a write-ahead log. */
const FORMAT_VERSIONS_OFFSET = 18;

/**
 * Stores a database in the storage that it names. All of it or nothing.
 *
 * @param replaces - whether to replace what is there; only a storage that is made by this goes without
 * @throws VfsError `SQLITE_MISUSE`, `SQLITE_RANGE` for what is no export; `SQLITE_ERROR` where there is such a storage and
 *   it is not to be replaced, `SQLITE_IOERR_ACCESS` while it is open; StorageError `quota`
 */
export function importStorage(kvvfs: Kvvfs, source: unknown, replaces: boolean): void {
  const records = recordsOf(source);
  const { name } = source as KvvfsExport;
  const found = kvvfs.find(name);
  if (found !== undefined && !replaces)
    throw new VfsError(
      ResultCode.SQLITE_ERROR,
      `there is a storage named ${name}, which is not to be replaced`,
    );
  if (found !== undefined && found.openFiles > 0)
    throw new VfsError(ResultCode.SQLITE_IOERR_ACCESS, `the storage ${name} is open`);
  const storage = kvvfs.reserve(name);
  const removed = storage.keys().filter((key) => !records.has(key));
  storage.apply(new Map<string, string | null>([...removed.map((key) => [key, null] as const), ...records]));
  storage.content.discard();
}

/** Checks an export and makes the records of it. */
function recordsOf(source: unknown): Map<string, string> {
  const { name, timestamp, size, pages, journal } = Object(source) as Partial<KvvfsExport>;
  if (typeof name !== "string" || typeof timestamp !== "number" || !Array.isArray(pages))
    throw malformed("it has a name, a timestamp, a size and pages");
  if (typeof size !== "number") throw malformed("its size is a number");
  const pageSize = size / pages.length;
  if (!(size >= 512) || !(pageSize <= 65_536) || (pageSize & (pageSize - 1)) !== 0 || pageSize < 512)
    throw new VfsError(
      ResultCode.SQLITE_RANGE,
      `a database does not have ${size} bytes in ${pages.length} pages`,
    );
  const records = new Map<string, string>();
  pages.forEach((page: unknown, index) => {
    const bytes = bytesOf(page, pageSize);
    if (index === 0 && bytes[FORMAT_VERSIONS_OFFSET] === 2)
      bytes.fill(1, FORMAT_VERSIONS_OFFSET, FORMAT_VERSIONS_OFFSET + 2);
    records.set(String(index + 1), encodePage(bytes));
  });
  if (typeof journal === "string" && isJournal(journal)) records.set("jrnl", journal);
  return records.set("sz", String(size));
}

function bytesOf(page: unknown, pageSize: number): Uint8Array {
  if (typeof page !== "string" && !(page instanceof Uint8Array))
    throw malformed("its pages are texts or bytes");
  // One byte more, so that a page which is too long is found out.
  const bytes = new Uint8Array(pageSize + 1);
  const length = typeof page === "string" ? decodePage(page, bytes) : page.length;
  if (length !== pageSize) throw malformed(`all its pages have ${pageSize} bytes`);
  if (typeof page !== "string") bytes.set(page);
  return bytes.subarray(0, pageSize);
}

function malformed(rule: string): VfsError {
  return new VfsError(ResultCode.SQLITE_MISUSE, `this is no exported database: ${rule}`);
}
