import type { FileContent } from "./content/file-content.js";
import type { Inode } from "./inode.js";

/**
 * A kind of filesystem that can be mounted. Everything is optional: a type without any operation is a plain filesystem
 * in memory.
 */
export interface MountType {
  /** Its name, for people. */
  readonly name: string;
  /** Nothing on it can be changed (`EROFS`). */
  readonly readOnly?: boolean;
  /** Fills a new mount; what it throws undoes the mount. */
  mounted?(mount: Mount): void;
  /** Hears that the mount is gone. */
  unmounted?(mount: Mount): void;
  /** Gives a new regular file its contents; sparse memory where absent. */
  createContent?(node: Inode): FileContent;
  /** Finds a name that is not stored but made on demand. */
  find?(directory: Inode, name: string): Inode | undefined;
  /** Lists the names that `find` makes in a directory. */
  list?(directory: Inode): readonly string[];
  /**
   * Synchronises with a backing store.
   * @param populate - `true` to load from the store, `false` to save to it
   */
  synchronise?(mount: Mount, populate: boolean): Promise<void>;
}

/** One filesystem in the tree. */
export interface Mount {
  /** What stat reports as dev; unique. */
  readonly id: number;
  readonly type: MountType;
  /** What the caller gave mount; read by the type only. */
  readonly options: unknown;
  readonly readOnly: boolean;
  /** The directory it covers; `undefined` for the root of all. */
  readonly mountPoint: Inode | undefined;
  readonly root: Inode;
}

/** Steps from a covered directory onto what is mounted there, as often as needed. */
export function throughMounts(node: Inode): Inode {
  let current = node;
  while (current.mounted !== undefined) current = current.mounted.root;
  return current;
}

/** Steps from the root of a mount onto the directory that it covers, as often as needed. */
export function belowMounts(node: Inode): Inode {
  let current = node;
  while (current === current.mount.root && current.mount.mountPoint !== undefined) {
    current = current.mount.mountPoint;
  }
  return current;
}

/** What `..` leads to. */
export function parentOf(directory: Inode): Inode {
  return throughMounts(belowMounts(directory).parent);
}

/** Absolute path of a node; of a removed one, where it was. */
export function pathOf(node: Inode): string {
  const names: string[] = [];
  for (let current = belowMounts(node); current.parent !== current; current = belowMounts(current.parent)) {
    names.push(current.name);
  }
  return `/${names.reverse().join("/")}`;
}
