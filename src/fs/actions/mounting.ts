import { Errno } from "../../base/index.js";
import { refuse } from "../check.js";
import type { Inode } from "../inode.js";
import type { Mount, MountType } from "../mount.js";
import type { FsState } from "../state.js";

/**
 * Mounts a filesystem on an empty directory.
 *
 * @param options - read by the type only
 * @throws FsError `ENOTDIR`, `EBUSY` for a directory that is not empty, is a mount point or the root; what the type
 * throws while it fills the mount undoes it
 */
export function mount(state: FsState, type: MountType, options: unknown, mountPoint: string): Mount {
  const directory = state.walker.resolve(mountPoint, true);
  if (!directory.isDirectory) refuse(Errno.ENOTDIR, mountPoint);
  if (directory === directory.mount.root || directory.firstChild !== undefined)
    refuse(Errno.EBUSY, mountPoint);
  const created = state.createMount(type, options, directory);
  directory.mounted = created;
  try {
    type.mounted?.(created);
  } catch (error) {
    remove(state, created);
    throw error;
  }
  return created;
}

/**
 * Takes a mount away, with everything in it.
 *
 * @throws FsError `EINVAL` for what is no mount point; `EBUSY` while a stream is open on it, another mount is in it or
 * the current directory is
 */
export function unmount(state: FsState, mountPoint: string): void {
  const root = state.walker.resolve(mountPoint, true);
  const { mount: mounted } = root;
  if (root !== mounted.root) refuse(Errno.EINVAL, mountPoint);
  const busy =
    mounted.mountPoint === undefined ||
    state.workingDirectory.mount === mounted ||
    state.mounts.some((other) => other.mountPoint?.mount === mounted) ||
    state.descriptors.open().some((stream) => stream.node.mount === mounted);
  if (busy) refuse(Errno.EBUSY, mountPoint);
  remove(state, mounted);
  mounted.type.unmounted?.(mounted);
}

/**
 * Synchronises every mount with its backing store, all at once.
 *
 * @param populate - `true` to load from the stores, `false` to save to them
 * @returns when all have finished; rejects then with the error that came first
 */
export async function syncfs(state: FsState, populate: boolean): Promise<void> {
  const errors: unknown[] = [];
  const synchronise = async (each: Mount): Promise<void> => {
    try {
      await each.type.synchronise?.(each, populate);
    } catch (error) {
      errors.push(error);
    }
  };
  await Promise.all(state.mounts.map(synchronise));
  if (errors.length > 0) throw errors[0];
}

function remove(state: FsState, mounted: Mount): void {
  forgetNames(state, mounted.root);
  mounted.mountPoint!.mounted = undefined;
  state.mounts.splice(state.mounts.indexOf(mounted), 1);
}

function forgetNames(state: FsState, directory: Inode): void {
  for (let child = directory.firstChild; child !== undefined; child = child.nextSibling) {
    state.names.remove(child);
    child.removed = true;
    forgetNames(state, child);
  }
}
