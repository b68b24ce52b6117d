import { Clock } from "./clock.js";
import { SparseContent } from "./content/sparse-content.js";
import { DescriptorTable } from "./descriptor-table.js";
import { DeviceRegistry } from "./devices/device-registry.js";
import { Inode } from "./inode.js";
import { PathWalker } from "./lookup.js";
import { DEFAULT_DIRECTORY_MODE, isFile, S_IFDIR } from "./mode.js";
import type { Mount, MountType } from "./mount.js";
import { NameTable } from "./name-table.js";
import { Observers } from "./observers.js";
import type { Identity } from "./permissions.js";

/** The default type of mount: everything in memory. */
export const MEMFS: MountType = { name: "memfs" };

/** Settings of a {@link FsState}. */
export interface FsStateInit {
  readonly identity: Identity;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Takes what observers throw. */
  readonly onObserverError: (error: unknown) => void;
}

/** Everything that one filesystem remembers; the actions work on it. */
export class FsState {
  readonly names = new NameTable();
  readonly descriptors = new DescriptorTable();
  readonly devices = new DeviceRegistry();
  readonly observers: Observers;
  readonly clock: Clock;
  readonly mounts: Mount[] = [];
  readonly root: Inode;
  readonly walker: PathWalker;
  workingDirectory: Inode;
  identity: Identity;
  #nextInode = 1;
  #nextMount = 1;

  constructor(init: FsStateInit) {
    this.identity = init.identity;
    this.clock = new Clock(init.now);
    this.observers = new Observers(init.onObserverError);
    this.root = this.createMount(MEMFS, undefined, undefined).root;
    this.workingDirectory = this.root;
    this.walker = new PathWalker(this);
  }

  /** Makes a node that has no name yet, owned by the identity. Its times are the clock's last reading. */
  createInode(mount: Mount, mode: number, gid: number, rdev = 0): Inode {
    const id = this.#nextInode++;
    const node = new Inode({ id, mode, uid: this.identity.uid, gid, rdev }, mount, this.clock);
    if (isFile(mode)) node.content = mount.type.createContent?.(node) ?? new SparseContent();
    return node;
  }

  /** Makes a mount with an empty root directory, and enters it among the mounts. */
  createMount(type: MountType, options: unknown, mountPoint: Inode | undefined): Mount {
    const mount: { -readonly [Key in keyof Mount]: Mount[Key] } = {
      id: this.#nextMount++,
      type,
      options,
      readOnly: type.readOnly ?? false,
      mountPoint,
      root: undefined as never,
    };
    this.clock.read();
    mount.root = this.createInode(mount, S_IFDIR | DEFAULT_DIRECTORY_MODE, this.identity.gid);
    this.mounts.push(mount);
    return mount;
  }
}
