import { decodeUtf8 } from "../../base/index.js";
import { OpenFlag } from "../constants.js";
import type { ByteStore } from "../gather/index.js";
import { databaseOf } from "./companions.js";
import type { Slot } from "./slot.js";

/** What a journal begins with, and ends with where it names a super-journal. */
const MAGIC = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
/** Behind the name: its length, its checksum, and the magic number. */
const TRAILER_SIZE = 16;

/**
 * Finds super-journals that a crash has left, or a commit that found no room, and that nobody needs. SQLite deletes one
 * when it rolls a journal back that names it, so one that no journal names yet stays for ever.
 *
 * A journal may lie in another VFS. So a super-journal counts as needed unless everything that it lists is a journal of a
 * database of this pool.
 *
 * @param files - every file of the pool by its path
 * @returns paths
 * @see https://www.sqlite.org/atomiccommit.html#_multi_file_commit
 */
export function staleSuperJournals(files: ReadonlyMap<string, Slot>): string[] {
  const superJournals = [...files].filter(
    ([, slot]) => isKind(slot, OpenFlag.SUPER_JOURNAL) && slot.openCount === 0,
  );
  if (superJournals.length === 0) return [];
  const journals = [...files.values()].filter((slot) => isKind(slot, OpenFlag.MAIN_JOURNAL));
  const named = new Set(journals.map((slot) => superJournalOf(slot.data)));
  return superJournals
    .filter(([path, { data }]) => !named.has(path) && listsOnly(data, files))
    .map(([path]) => path);
}

function isKind(slot: Slot, flag: number): boolean {
  return ((slot.association?.flags ?? 0) & flag) !== 0;
}

/** The name at the end of a journal that is not finished; SQLite checks it more closely. */
function superJournalOf(data: ByteStore): string | undefined {
  const size = data.size();
  if (size < TRAILER_SIZE || readBytes(data, 0, 1)[0] === 0) return undefined;
  const trailer = readBytes(data, size - TRAILER_SIZE, TRAILER_SIZE);
  const length = new DataView(trailer.buffer).getUint32(0, false);
  if (MAGIC.some((byte, index) => trailer[8 + index] !== byte) || length > size - TRAILER_SIZE)
    return undefined;
  return decodeUtf8(readBytes(data, size - TRAILER_SIZE - length, length));
}

/** Whether each of the journals that a super-journal lists belongs to another database of the pool. */
function listsOnly(data: ByteStore, files: ReadonlyMap<string, Slot>): boolean {
  const listed = decodeUtf8(readBytes(data, 0, data.size()))
    .split("\0")
    .filter((name) => name !== "");
  const databases = listed.map((name) => databaseOf(name, OpenFlag.MAIN_JOURNAL) ?? "");
  return new Set(listed).size === listed.length && databases.every((path) => files.has(path));
}

function readBytes(data: ByteStore, offset: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  data.read(bytes, offset);
  return bytes;
}
