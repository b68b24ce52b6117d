import { PoolLayout } from "../base/index.js";
import { invalidName } from "./invalid-name.js";

/** Folder in the Origin Private File System that holds the folders of all databases. */
export const ROOT_FOLDER = PoolLayout.databases;

/** Longest folder name that file systems take, in bytes. */
const NAME_LIMIT = 255;

/**
 * Names the folder of a database. The name is percent-encoded, so that any of its characters may stand in a folder
 * name, `/` too, and no two databases share a folder.
 *
 * @returns the folder's name, ASCII, below {@link ROOT_FOLDER}
 * @throws StorageError `invalid-name`
 */
export function databaseFolder(name: string): string {
  if (name === "") throw invalidName("a database name must not be empty");
  if (name === "." || name === "..") throw invalidName(`${JSON.stringify(name)} is not a database name`);
  if (name.includes("\0")) throw invalidName("a database name must not contain NUL characters");
  const folder = percentEncode(name);
  if (folder.length > NAME_LIMIT) {
    throw invalidName(
      `a database name takes at most ${NAME_LIMIT} bytes percent-encoded; this one takes ${folder.length}`,
    );
  }
  return folder;
}

function percentEncode(name: string): string {
  let encoded: string;
  try {
    encoded = encodeURIComponent(name);
  } catch (cause) {
    throw invalidName("a database name must not contain lone surrogates", { cause });
  }
  // Some systems refuse these, which encodeURIComponent leaves.
  return encoded.replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
