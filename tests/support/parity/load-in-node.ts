import sqlite3InitModule from "../../../src/sqlite3/index.js";
import { compiledSqliteWasm } from "../engine/sqlite-wasm.js";
import type { Subject } from "./subject.js";

/** Both packages over the same wasm. */
export interface Subjects {
  readonly ours: Subject;
  readonly theirs: Subject;
}

interface Init {
  (options?: object): Promise<unknown>;
  __isUnderTest?: boolean;
}

/**
 * Starts both packages in this process, with the namespaces shown that are internal, or only the public ones.
 *
 * @param shown - `"all"` or `"public"`
 */
export async function loadSubjects(shown: "all" | "public" = "all"): Promise<Subjects> {
  const official: { readonly default: unknown } = await import("@sqlite.org/sqlite-wasm");
  const quiet = { print: () => {}, printErr: () => {} };
  return {
    ours: await start(sqlite3InitModule as Init, shown, { ...quiet, wasmModule: compiledSqliteWasm }),
    theirs: await start(official.default as Init, shown, quiet),
  };
}

async function start(init: Init, shown: "all" | "public", options: object): Promise<Subject> {
  init.__isUnderTest = shown === "all";
  return (await init(options)) as Subject;
}
