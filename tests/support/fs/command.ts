import type { Facts, Handle, Nanoseconds, Posix } from "./posix.js";

/** One operation on a system. Paths are relative to the base; `slot` numbers an open file. */
export type Command =
  | { readonly do: "nothing" }
  | { readonly do: "open"; slot: number; path: string; flags: number; mode: number }
  | { readonly do: "close" | "fstat" | "fsync"; slot: number }
  | { readonly do: "read"; slot: number; length: number; position: number | null }
  | { readonly do: "write"; slot: number; length: number; position: number | null }
  | { readonly do: "fchmod"; slot: number; mode: number }
  | { readonly do: "fchown"; slot: number; uid: number; gid: number }
  | { readonly do: "ftruncate"; slot: number; length: number }
  | { readonly do: "futimes"; slot: number; atime: number; mtime: number }
  | { readonly do: "mkdir" | "mkdirTree" | "chmod" | "access"; path: string; mode: number }
  | { readonly do: "symlink"; target: string; path: string }
  | { readonly do: "rename"; path: string; newPath: string }
  | {
      readonly do: "rmdir" | "unlink" | "readdir" | "readlink" | "realpath" | "stat" | "lstat" | "readFile";
      path: string;
    }
  | { readonly do: "chown" | "lchown"; path: string; uid: number; gid: number }
  | { readonly do: "truncate"; path: string; length: number }
  | { readonly do: "utimes" | "lutimes"; path: string; atime: number; mtime: number }
  | { readonly do: "writeFile" | "appendFile"; path: string; length: number; mode: number };

/** Stands in a link's target for the base and a slash. */
export const BASE = "base:";

/** The name of a command. */
export type CommandName = Command["do"];

/** The open files of one run. */
export class Session {
  readonly posix: Posix;
  readonly base: string;
  readonly #slots = new Map<number, Handle>();
  #written = 0;

  constructor(posix: Posix, base: string) {
    this.posix = posix;
    this.base = base;
  }

  /** Absolute path of a command's path. */
  absolute(path: string): string {
    return path === "" ? "" : `${this.base}/${path}`;
  }

  /** The open file of a slot, or one that was never open. */
  handle(slot: number): Handle {
    return this.#slots.get(slot) ?? this.posix.noHandle();
  }

  isOpen(slot: number): boolean {
    return this.#slots.has(slot);
  }

  /** Runs a command. @returns what it answers, fit for JSON; throws what the system throws */
  run(command: Command): unknown {
    const { posix } = this;
    const path = "path" in command ? this.absolute(command.path) : "";
    const handle = "slot" in command ? this.handle(command.slot) : undefined;
    switch (command.do) {
      case "nothing":
        return undefined;
      case "open":
        this.#close(command.slot);
        this.#slots.set(command.slot, posix.open(path, command.flags, command.mode));
        return "opened";
      case "close":
        posix.close(handle);
        this.#slots.delete(command.slot);
        return undefined;
      case "fstat":
        return describe(posix.fstat(handle));
      case "fsync":
        return posix.fsync(handle);
      case "read":
        return textOf(posix.read(handle, command.length, command.position));
      case "write":
        return posix.write(handle, this.#data(command.length), command.position);
      case "fchmod":
        return posix.fchmod(handle, command.mode);
      case "fchown":
        return posix.fchown(handle, command.uid, command.gid);
      case "ftruncate":
        return posix.ftruncate(handle, command.length);
      case "futimes":
        posix.futimes(handle, command.atime, command.mtime);
        return shownTime(posix.fstat(handle).atime);
      case "mkdir":
      case "mkdirTree":
      case "chmod":
      case "access":
        return posix[command.do](path, command.mode);
      case "symlink":
        return posix.symlink(command.target.replace(BASE, `${this.base}/`), path);
      case "rename":
        return posix.rename(path, this.absolute(command.newPath));
      case "rmdir":
      case "unlink":
        return posix[command.do](path);
      case "readlink":
      case "realpath":
        return posix[command.do](path);
      case "readdir":
        return posix.readdir(path).sort();
      case "stat":
      case "lstat":
        return describe(posix[command.do](path));
      case "readFile":
        return textOf(posix.readFile(path));
      case "chown":
      case "lchown":
        return posix[command.do](path, command.uid, command.gid);
      case "truncate":
        return posix.truncate(path, command.length);
      case "utimes":
        posix.utimes(path, command.atime, command.mtime);
        return shownTime(posix.stat(path).atime);
      case "lutimes":
        posix.lutimes(path, command.atime, command.mtime);
        return shownTime(posix.lstat(path).atime);
      case "writeFile":
      case "appendFile":
        return posix[command.do](path, this.#data(command.length), command.mode);
    }
  }

  /** Closes what is still open. */
  end(): void {
    for (const slot of [...this.#slots.keys()]) this.#close(slot);
  }

  #close(slot: number): void {
    const handle = this.#slots.get(slot);
    if (handle === undefined) return;
    this.#slots.delete(slot);
    this.posix.close(handle);
  }

  /** Bytes that differ from one write to the next. */
  #data(length: number): Uint8Array {
    const letter = 97 + (this.#written++ % 26);
    return new Uint8Array(length).fill(letter);
  }
}

/** Times below this were set by a command; later ones are the clock's and only compared for having moved. */
const SET_TIME_LIMIT = 10n ** 18n;
const TYPE_MASK = 0o170000;
const DIRECTORY = 0o040000;

/** What two systems must agree on: everything but numbers of inodes, sizes of directories and the clock's times. */
export function describe(facts: Facts): Record<string, number | string> {
  const isDirectory = (facts.mode & TYPE_MASK) === DIRECTORY;
  return {
    mode: facts.mode.toString(8),
    nlink: facts.nlink,
    owner: `${facts.uid}:${facts.gid}`,
    size: isDirectory ? "directory" : facts.size,
    mtime: shownTime(facts.mtime),
  };
}

function shownTime(time: Nanoseconds): number | "clock" {
  return time < SET_TIME_LIMIT ? Number(time) : "clock";
}

/** Bytes as text: runs of one letter are counted, so that a trace stays readable. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("latin1")
    .replace(/([\s\S])\1{3,}/g, (run) => `${run[0] === "\0" ? "0" : run[0]}*${run.length} `);
}
