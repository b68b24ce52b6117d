import { mkdirTree } from "./actions/mkdir.js";
import { mount } from "./actions/mounting.js";
import type { Inode } from "./inode.js";
import { S_IFLNK } from "./mode.js";
import type { FsState } from "./state.js";

const DIRECTORY = "/proc/self/fd";

/** Mounts /proc/self/fd: a symbolic link for each open descriptor, made when it is looked up. */
export function createProcFd(state: FsState): void {
  const find = (directory: Inode, name: string): Inode | undefined => {
    const stream = /^(0|[1-9][0-9]*)$/.test(name) ? state.descriptors.get(Number(name)) : undefined;
    if (stream === undefined) return undefined;
    const link = state.createInode(directory.mount, S_IFLNK | 0o700, state.identity.gid);
    link.parent = directory;
    link.name = name;
    link.target = stream.node.removed ? `${stream.path} (deleted)` : stream.path;
    return link;
  };
  const list = (): string[] => state.descriptors.open().map((stream) => String(stream.fd));
  mkdirTree(state, DIRECTORY, 0o555);
  mount(state, { name: "proc-fd", readOnly: true, find, list }, undefined, DIRECTORY);
}
