import { createFs, type FileSystem } from "../../src/fs/index.js";
import { type Contest, time } from "../measure.js";

const LOOKUPS = 100_000;

function directoryWith(entries: number): FileSystem {
  const fs = createFs();
  fs.mkdir("/data");
  for (let index = 0; index < entries; index++) fs.create(`/data/${nameAt(index)}`);
  return fs;
}

function nameAt(index: number): string {
  return `file-${index}.bin`;
}

/** Looks the same 100 names up, so that both directories are asked for what the processor's caches can hold. */
function lookUp(fs: FileSystem, entries: number): number {
  const paths = Array.from(
    { length: 100 },
    (_, index) => `/data/${nameAt(Math.floor((index * entries) / 100))}`,
  );
  return time(() => {
    for (let round = 0; round < LOOKUPS; round++) fs.lookupPath(paths[round % 100] as string);
  });
}

/** Finding a file in a directory of 100,000 entries against finding one in a directory of 100. */
export function lookupContest(): Contest {
  const small = directoryWith(100);
  const large = directoryWith(100_000);
  return {
    name: "look-up among 100,000 entries",
    baseline: "the same look-ups among 100 entries",
    runBaseline: () => lookUp(small, 100),
    runOurs: () => lookUp(large, 100_000),
  };
}
