/**
 * Lists what is in a folder, in order of names: all at once, since what is listed may be removed meanwhile.
 *
 * @throws DOMException when the folder is gone
 * @see https://fs.spec.whatwg.org/#api-filesystemdirectoryhandle-asynciterable
 */
export async function folderEntries(
  folder: FileSystemDirectoryHandle,
): Promise<(FileSystemFileHandle | FileSystemDirectoryHandle)[]> {
  const entries: (FileSystemFileHandle | FileSystemDirectoryHandle)[] = [];
  for await (const entry of folder.values()) entries.push(entry);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
