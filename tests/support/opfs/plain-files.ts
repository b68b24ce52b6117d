/** Folder and name of a path in the Origin Private File System. */
async function locate(path: string): Promise<[FileSystemDirectoryHandle, string]> {
  const names = path.split("/").filter((name) => name !== "");
  const name = names.pop() ?? "";
  let folder = await navigator.storage.getDirectory();
  for (const parent of names) folder = await folder.getDirectoryHandle(parent);
  return [folder, name];
}

/** The bytes of a file, read by the browser's own means. @throws DOMException `NotFoundError` */
export async function fileBytes(path: string): Promise<Uint8Array> {
  const [folder, name] = await locate(path);
  const file = await (await folder.getFileHandle(name)).getFile();
  return new Uint8Array(await file.arrayBuffer());
}

/** Makes a file hold these bytes; its folder is there. */
export async function writeFile(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const [folder, name] = await locate(path);
  const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await stream.write(bytes);
  await stream.close();
}
