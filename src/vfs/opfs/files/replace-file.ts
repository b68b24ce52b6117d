import type { Place } from "../async-proxy/folders.js";
import { removeJournals, sizeOf } from "./journals.js";

/** The method that moves a file, which not every browser has and the DOM library does not know. */
interface Movable {
  move?(folder: FileSystemDirectoryHandle, name: string): Promise<void>;
}

/**
 * Puts a file in the place of another one and of its journals, in one step.
 *
 * @throws DOMException; both files are then as they were
 * @see https://fs.spec.whatwg.org/
 */
export async function replaceFile(from: Place, to: Place): Promise<void> {
  const source: FileSystemFileHandle & Movable = await from.folder.getFileHandle(from.name);
  if ((await sizeOf(to.folder, to.name)) >= 0) {
    await removeJournals(to.folder, await to.folder.getFileHandle(to.name));
  }
  if (source.move !== undefined) {
    await source.move(to.folder, to.name);
    return;
  }
  const target = await to.folder.getFileHandle(to.name, { create: true });
  // Shows nothing of what it has been given before it is closed.
  await (await source.getFile()).stream().pipeTo(await target.createWritable());
  await from.folder.removeEntry(from.name);
}
