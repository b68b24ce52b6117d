import type { FileEngine } from "../../../src/engine/index.js";
import { createOo1, type Oo1 } from "../../../src/oo1/index.js";
import { resolveApiConfig } from "../../../src/sqlite3/config.js";
import type { SQLite3ErrorClass } from "../../../src/sqlite3/errors.js";
import { createNamespaceParts } from "../../../src/sqlite3/namespace-parts.js";
import { loadTestEngine } from "../engine/load-test-engine.js";

/** The documented object API over an engine of its own. */
export interface LoadedOo1 extends Oo1 {
  readonly engine: FileEngine;
  readonly SQLite3Error: SQLite3ErrorClass;
}

/**
 * Starts an engine with the documented object API on it.
 *
 * @param trace - takes the SQL of connections opened with the flag `t`
 */
export async function loadOo1(trace?: (sql: string) => void): Promise<LoadedOo1> {
  const engine = await loadTestEngine();
  const { SQLite3Error } = createNamespaceParts(engine, resolveApiConfig()).errors;
  const parts = { capi: engine.capi, SQLite3Error };
  return { ...createOo1(trace === undefined ? parts : { ...parts, trace }), engine, SQLite3Error };
}
