/** Where a path leads: the folder of its last name, and that name. */
export interface Place {
  readonly folder: FileSystemDirectoryHandle;
  readonly name: string;
}

/**
 * Finds the folder that a path's last name lies in.
 *
 * @param path - absolute, without `.`, `..` and repeated slashes
 * @param create - makes missing folders
 * @throws DOMException `NotFoundError`; `TypeMismatchError` where a file is in the way; TypeError for a name that the
 *   browser does not take
 */
export async function locate(root: FileSystemDirectoryHandle, path: string, create = false): Promise<Place> {
  const names = path.split("/").filter((name) => name !== "");
  const name = names.pop() ?? "";
  let folder = root;
  for (const parent of names) folder = await folder.getDirectoryHandle(parent, { create });
  return { folder, name };
}

/** Whether an error says that there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return error instanceof DOMException && error.name === "NotFoundError";
}

/** Whether an error says that somebody has the file open. */
export function isHeld(error: unknown): boolean {
  return error instanceof DOMException && error.name === "NoModificationAllowedError";
}
