import type { OpenPayload } from "../protocol/index.js";

/** Those that a database keeps once it has a table, or is in WAL mode. */
const EARLY: readonly string[] = ["auto_vacuum", "encoding", "page_size"];

/** Those that the library sets as the storage needs them. */
const OWN: readonly string[] = ["locking_mode", "busy_timeout"];

/** SQL that sets a connection up. */
export interface WrittenPragmas {
  /** Before the connection has looked at the file. */
  readonly early: string;
  /** When all else is set up. */
  readonly late: string;
}

/** Whether there are pragmas that a database keeps from its beginning on. */
export function shapeFile(pragmas: OpenPayload["pragmas"]): boolean {
  return pragmas.some(([name]) => EARLY.includes(name.toLowerCase()));
}

/**
 * Writes pragmas as SQL.
 *
 * @param pragmas - names and values, as the client was given them
 * @throws TypeError, RangeError
 * @see https://www.sqlite.org/pragma.html
 */
export function writePragmas(pragmas: OpenPayload["pragmas"]): WrittenPragmas {
  const written = { early: "", late: "" };
  for (const [name, value] of pragmas) {
    const lower = name.toLowerCase();
    if (!/^[a-z_]+$/.test(lower)) throw new RangeError(`not the name of a pragma: ${JSON.stringify(name)}`);
    if (OWN.includes(lower)) {
      throw new RangeError(`the pragma ${lower} is the library's own; for waiting there is busyTimeout`);
    }
    written[EARLY.includes(lower) ? "early" : "late"] += `PRAGMA ${lower} = ${literal(name, value)};`;
  }
  return written;
}

function literal(name: string, value: unknown): string {
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value === "string" && !value.includes("\0")) return `'${value.replaceAll("'", "''")}'`;
  throw new TypeError(`the pragma ${name} must be a string, a finite number or a boolean`);
}
