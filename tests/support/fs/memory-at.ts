import { createFs, type FileSystem, type Identity, PATH } from "../../../src/fs/index.js";
import type { Workplace } from "./scratch.js";

/** Tests start in 2001, later than any time that a command sets, and every look at the clock is a later one. */
const START = 1_000_000_000_000;

/** A clock that never shows the same time twice. */
export function steppingClock(): () => number {
  let now = START;
  return () => ++now;
}

/** Who this process is. */
export function processIdentity(): Pick<Identity, "uid" | "gid" | "groups"> {
  return { uid: process.getuid!(), gid: process.getgid!(), groups: process.getgroups!() };
}

/** A filesystem that acts as this process does, with the directories of a workplace, which belong to the process. */
export function memoryAt({ top, base }: Workplace): FileSystem {
  const fs = createFs({ now: steppingClock() });
  fs.mkdirTree(PATH.dirname(top));
  const { uid, gid, groups } = processIdentity();
  fs.chown(PATH.dirname(top), uid, gid);
  fs.setIdentity({ uid, gid, groups });
  fs.mkdirTree(base);
  return fs;
}
