import { locate } from "../async-proxy/folders.js";

type Root = FileSystemDirectoryHandle;

/** Whether an error says that a folder is a file, or a file a folder. */
export function isOtherKind(error: unknown): boolean {
  return error instanceof DOMException && error.name === "TypeMismatchError";
}

/** The folder at an absolute path. @param create - makes it, and those above it */
export async function folderAt(root: Root, path: string, create = false): Promise<FileSystemDirectoryHandle> {
  if (path === "/") return root;
  const { folder, name } = await locate(root, path, create);
  return folder.getDirectoryHandle(name, { create });
}

/** The file at an absolute path. */
export async function fileAt(root: Root, path: string): Promise<FileSystemFileHandle> {
  const { folder, name } = await locate(root, path);
  return folder.getFileHandle(name);
}

/** What is at an absolute path, a file or a folder. */
export async function entryAt(
  root: Root,
  path: string,
): Promise<FileSystemFileHandle | FileSystemDirectoryHandle> {
  if (path === "/") return root;
  const { folder, name } = await locate(root, path);
  try {
    return await folder.getFileHandle(name);
  } catch (error) {
    if (isOtherKind(error)) return folder.getDirectoryHandle(name);
    throw error;
  }
}
