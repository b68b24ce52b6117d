import { createHash } from "node:crypto";
import type { Database } from "../../../src/oo1/index.js";
import { column } from "../vfs/pool-fixture.js";
import { SCHEMAS } from "./crash-lab.js";

/** What both databases hold: a short text each that no other content has. */
export type State = Readonly<Record<(typeof SCHEMAS)[number], string>>;

/** The state before anything was created. */
export const EMPTY_STATE: State = { main: "empty", other: "empty" };

/** Reads everything. @throws SqliteError */
export function readState(db: Database): State {
  return { main: contentOf(db, "main"), other: contentOf(db, "other") };
}

/** Says what `PRAGMA integrity_check` finds wrong; `undefined` where nothing is. @throws SqliteError */
export function findDamage(db: Database): string | undefined {
  for (const schema of SCHEMAS) {
    const findings = column(db, `PRAGMA ${schema}.integrity_check`);
    if (findings.length !== 1 || findings[0] !== "ok") return `${schema}: ${findings.join("; ")}`;
  }
  return undefined;
}

function contentOf(db: Database, schema: string): string {
  const tables = column(db, `SELECT name FROM ${schema}.sqlite_schema WHERE type = 'table'`);
  if (tables.length === 0) return "empty";
  const hash = createHash("md5");
  db.exec(`SELECT id, key, data FROM ${schema}.item ORDER BY id`, {
    callback: (row) => {
      const [id, key, data] = row as unknown as [number, string, Uint8Array];
      hash.update(`${id} ${key} ${data.length} `).update(data);
    },
  });
  return `commit ${column(db, `SELECT number FROM ${schema}.progress`)}, ${hash.digest("hex").slice(0, 12)}`;
}
