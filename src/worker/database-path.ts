import { utf8Length } from "../base/index.js";
import { ROOT_FOLDER } from "./database-folder.js";
import { invalidName } from "./invalid-name.js";

/** What SQLite appends to a database's path for the files beside it. */
const COMPANIONS = /-(?:journal|wal|shm)$/;
/** Folder of the files that SQLite needs for a moment. */
const TEMPORARY_FOLDER = ".opfs-temporary";
export const RESERVED_FOLDERS: readonly string[] = [ROOT_FOLDER, TEMPORARY_FOLDER];

/** Longest name that file systems take, in bytes, and what is left of it beside the longest of {@link COMPANIONS}. */
const PART_LIMIT = 255;
const FILE_LIMIT = PART_LIMIT - "-journal".length;
/** Longest path that the VFS takes, in bytes, with the same left for its journal. */
const PATH_LIMIT = 1000;

/**
 * Makes the path of a database's file from its name, which is a path from the root of the Origin Private File System,
 * with or without a slash before it.
 *
 * @returns an absolute path, for example `"/notes/app.db"`
 * @throws StorageError `invalid-name`, also for what browsers on other systems would refuse
 */
export function databasePath(name: string): string {
  if (/[\0\\]/.test(name))
    throw invalidName("a database name must not contain NUL characters or backslashes");
  if (!name.isWellFormed()) throw invalidName("a database name must not contain lone surrogates");
  const folders = name.replace(/^\//, "").split("/");
  const file = folders.pop() as string;
  for (const folder of folders) checkPart(folder, PART_LIMIT);
  checkPart(file, FILE_LIMIT);
  if (COMPANIONS.test(file))
    throw invalidName(`${JSON.stringify(file)} is the name of a file beside a database`);
  const [first = file] = folders;
  if (RESERVED_FOLDERS.includes(first)) throw invalidName(`the name ${first} is used by the library itself`);
  const path = `/${[...folders, file].join("/")}`;
  if (utf8Length(path) > PATH_LIMIT) throw invalidName(`a database name takes at most ${PATH_LIMIT} bytes`);
  return path;
}

function checkPart(part: string, limit: number): void {
  if (part === "") throw invalidName("a database name must not lack the name of a file or folder");
  if (part === "." || part === "..") throw invalidName(`a database name must not lead through "${part}"`);
  const size = utf8Length(part);
  if (size > limit)
    throw invalidName(`${JSON.stringify(part)} takes ${size} bytes; at most ${limit} are possible`);
}
