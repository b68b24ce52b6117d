import { Errno, FsError, utf8Length } from "../base/index.js";
import type { Clock } from "./clock.js";
import type { Inode } from "./inode.js";
import { NAME_MAX, PATH_MAX, SYMLINK_MAX } from "./limits.js";
import { isLink } from "./mode.js";
import { parentOf, throughMounts } from "./mount.js";
import type { NameTable } from "./name-table.js";
import { type Identity, mayLookup } from "./permissions.js";

/** What the last component of a path is: a name, `.`, `..`, or nothing because the path is the root. */
export type LastKind = "name" | "dot" | "dot-dot" | "root";

/** What the walk needs of the filesystem. */
export interface WalkContext {
  readonly names: NameTable;
  readonly root: Inode;
  readonly workingDirectory: Inode;
  readonly identity: Identity;
  readonly clock: Clock;
}

const SLASH = 47;
const DOT = 46;
/** UTF-8 takes at most three bytes per UTF-16 code unit, so what is shorter than this need not be measured. */
const BYTES_PER_UNIT = 3;

/**
 * Walks paths as POSIX pathname resolution says. One walker serves a filesystem: its fields describe the walk that ran
 * last, and walking allocates nothing unless it meets a symbolic link.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap04.html#tag_04_16
 */
export class PathWalker {
  readonly #context: WalkContext;
  #path = "";
  /** The path that is walked: what is left of it follows `#position`; a link's target is put in front of the rest. */
  #text = "";
  #position = 0;
  #start = 0;
  #end = 0;
  #linkCount = 0;
  #directory: Inode;

  /** What the last component is. */
  kind: LastKind = "root";
  /** Slashes follow the last component. */
  trailingSlash = false;

  constructor(context: WalkContext) {
    this.#context = context;
    this.#directory = context.root;
  }

  /** The directory that holds the last component. */
  get directory(): Inode {
    return this.#directory;
  }

  /** The last component. */
  get name(): string {
    return this.#text.slice(this.#start, this.#end);
  }

  /**
   * Starts at the root or the current directory.
   *
   * @throws FsError `ENOENT` for the empty path, `ENAMETOOLONG` for 4,096 bytes or more
   */
  start(path: string): void {
    this.#path = path;
    if (path === "") this.#fail(Errno.ENOENT);
    if (path.length * BYTES_PER_UNIT >= PATH_MAX && utf8Length(path) >= PATH_MAX)
      this.#fail(Errno.ENAMETOOLONG);
    this.#linkCount = 0;
    this.#directory = this.#context.workingDirectory;
    this.#enter(path);
  }

  /**
   * Walks up to the last component, which is not looked up.
   *
   * @throws FsError `ENOENT`, `ENOTDIR`, `EACCES`, `ELOOP`, `ENAMETOOLONG`
   */
  walkToParent(): void {
    for (;;) {
      if (!this.#nextComponent()) return;
      this.#check(mayLookup(this.#context.identity, this.#directory));
      this.kind = this.#componentKind();
      const last = this.#position === this.#text.length;
      this.trailingSlash = last && this.#end < this.#position;
      if (last) return;
      if (this.kind === "name") this.#descend();
      else if (this.kind === "dot-dot") this.#directory = parentOf(this.#directory);
    }
  }

  /** Looks the last component up, where it is a name; neither links nor mounts are followed. */
  child(): Inode | undefined {
    return this.lookup(this.#directory, this.#text, this.#start, this.#end);
  }

  /** The directory that a last component of `.`, `..` or nothing stands for. */
  dotDirectory(): Inode {
    return this.kind === "dot-dot" ? parentOf(this.#directory) : this.#directory;
  }

  /**
   * Goes on at a link's target; call {@link walkToParent} again.
   *
   * @throws FsError `ELOOP` at the 41st link
   */
  follow(link: Inode): void {
    if (++this.#linkCount > SYMLINK_MAX) this.#fail(Errno.ELOOP);
    link.stampAccess(this.#context.clock);
    this.#enter(link.target + this.#text.slice(this.#end));
  }

  /** Walks all the way to a node. */
  resolve(path: string, follow: boolean, followMount = true): Inode {
    this.start(path);
    for (;;) {
      this.walkToParent();
      if (this.kind !== "name") return this.dotDirectory();
      const node = this.child();
      if (node === undefined) this.#fail(Errno.ENOENT);
      if (isLink(node.mode) && (follow || this.trailingSlash)) {
        this.follow(node);
        continue;
      }
      if (this.trailingSlash && !node.isDirectory) this.#fail(Errno.ENOTDIR);
      return followMount ? throughMounts(node) : node;
    }
  }

  /** Looks a name up in a directory; the name stands in `text` from `start` to `end`. */
  lookup(directory: Inode, text: string, start: number, end: number): Inode | undefined {
    if ((end - start) * BYTES_PER_UNIT > NAME_MAX && utf8Length(text.slice(start, end)) > NAME_MAX) {
      this.#fail(Errno.ENAMETOOLONG);
    }
    const node = this.#context.names.find(directory, text, start, end);
    if (node !== undefined || directory.mount.type.find === undefined) return node;
    return directory.mount.type.find(directory, text.slice(start, end));
  }

  #enter(text: string): void {
    this.#text = text;
    this.#position = 0;
    if (text.charCodeAt(0) === SLASH) this.#directory = this.#context.root;
  }

  /** Marks the next component and steps over the slashes around it; false where only slashes are left. */
  #nextComponent(): boolean {
    const text = this.#text;
    let index = this.#position;
    while (text.charCodeAt(index) === SLASH) index++;
    this.#start = index;
    while (index < text.length && text.charCodeAt(index) !== SLASH) index++;
    this.#end = index;
    if (this.#start === index) {
      this.kind = "root";
      this.trailingSlash = false;
      return false;
    }
    while (text.charCodeAt(index) === SLASH) index++;
    this.#position = index;
    return true;
  }

  #componentKind(): LastKind {
    const length = this.#end - this.#start;
    if (length > 2 || this.#text.charCodeAt(this.#start) !== DOT) return "name";
    if (length === 1) return "dot";
    return this.#text.charCodeAt(this.#start + 1) === DOT ? "dot-dot" : "name";
  }

  #descend(): void {
    const node = this.child();
    if (node === undefined) this.#fail(Errno.ENOENT);
    if (isLink(node.mode)) {
      this.follow(node);
      return;
    }
    if (!node.isDirectory) this.#fail(Errno.ENOTDIR);
    this.#directory = throughMounts(node);
  }

  #check(errno: Errno | 0): void {
    if (errno !== 0) this.#fail(errno);
  }

  #fail(errno: Errno): never {
    throw new FsError(errno, this.#path);
  }
}
