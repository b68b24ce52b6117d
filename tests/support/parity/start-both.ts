import sqlite3InitModule from "../../../src/sqlite3/index.js";
import type { Subject, Subjects } from "./subject.js";

interface Init {
  (options?: object): Promise<unknown>;
  __isUnderTest?: boolean;
}

/**
 * Starts both packages, with the namespaces shown that are internal.
 *
 * @param official - the official package's default export
 * @param ourOptions - where our wasm comes from, if not from its usual place
 */
export async function startBoth(official: unknown, ourOptions: object = {}): Promise<Subjects> {
  const quiet = { print: () => {}, printErr: () => {} };
  return {
    ours: await start(sqlite3InitModule as Init, { ...quiet, ...ourOptions }),
    theirs: await start(official as Init, quiet),
  };
}

async function start(init: Init, options: object): Promise<Subject> {
  init.__isUnderTest = true;
  // Both would start workers in a worker, at which Firefox (seen in 153) hangs now and then.
  const scope = globalThis as { sqlite3ApiConfig?: object };
  const before = scope.sqlite3ApiConfig;
  scope.sqlite3ApiConfig = { ...before, disable: { vfs: { opfs: true, "opfs-wl": true } } };
  try {
    return (await init(options)) as Subject;
  } finally {
    if (before === undefined) delete scope.sqlite3ApiConfig;
    else scope.sqlite3ApiConfig = before;
  }
}
