import { createFs, type FileSystem, type Identity } from "../../../src/fs/index.js";
import type { Workplace } from "./scratch.js";

/** Tests start in 2001, later than any time that a command sets, and every look at the clock is a later one. */
const START = 1_000_000_000_000;

/** A clock that never shows the same time twice. */
export function steppingClock(): () => number {
  let now = START;
  return () => ++now;
}

/** A filesystem that acts as this process does. */
export function memoryAsProcess(): FileSystem {
  return createFs({ identity: processIdentity(), now: steppingClock() });
}

/** Who this process is. */
export function processIdentity(): Partial<Identity> {
  return { uid: process.getuid!(), gid: process.getgid!(), groups: process.getgroups!() };
}

/** A filesystem with the directories of a workplace, made as the scratch directory makes them. */
export function memoryAt(place: Workplace): FileSystem {
  const fs = memoryAsProcess();
  fs.mkdirTree(place.base);
  return fs;
}
