import { ResultCode, utf8Length } from "../../base/index.js";
import { VfsError } from "../vfs-error.js";

/** Most bytes of a storage's name. */
const LONGEST_NAME = 119;

const ALIASES: Readonly<Record<string, string>> = {
  ":localStorage:": "local",
  ":sessionStorage:": "session",
};

/** Names that SQLite gives to the files beside a database. */
const COMPANION = /^(.*)-(journal|mj[0-9A-F]{9})$/s;

/** The one name of a storage that has several. */
export function storageName(name: string): string {
  return ALIASES[name] ?? name;
}

/** Says why a storage cannot have a name; `undefined` where it can. */
export function nameFault(name: string): VfsError | undefined {
  if (name === "") return new VfsError(ResultCode.SQLITE_MISUSE, "a storage has a name that is not empty");
  if (COMPANION.test(name) || /-(wal|shm)$/.test(name))
    return new VfsError(ResultCode.SQLITE_MISUSE, `files beside databases are named like ${name}`);
  if (utf8Length(name) > LONGEST_NAME)
    return new VfsError(ResultCode.SQLITE_RANGE, `a storage's name has at most ${LONGEST_NAME} bytes`);
  return undefined;
}

/**
 * Takes a path apart: the storage, and for a journal the key of its record.
 *
 * @param path - as SQLite names files: `"local"`, `"local-journal"`, `"local-mj0123ABCD9"`
 */
export function placeOf(path: string): { readonly name: string; readonly key?: string } {
  const [, name, suffix] = COMPANION.exec(path) ?? [];
  if (name === undefined || suffix === undefined) return { name: storageName(path) };
  return { name: storageName(name), key: suffix === "journal" ? "jrnl" : suffix };
}
