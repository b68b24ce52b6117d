import official from "@sqlite.org/sqlite-wasm";
import { compiledSqliteWasm } from "../engine/sqlite-wasm.js";
import { startBoth } from "./start-both.js";
import type { Subjects } from "./subject.js";

/** Starts both packages in this process, over the same wasm. */
export function loadSubjects(): Promise<Subjects> {
  return startBoth(official, { wasmModule: compiledSqliteWasm });
}
