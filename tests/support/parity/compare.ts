import { CALL_TABLES } from "./calls/index.js";
import { CALL_DIFFERENCES, type Difference, SURFACE_DIFFERENCES } from "./differences.js";
import { explain } from "./explain.js";
import { outcomeOf } from "./outcome.js";
import type { Loose, Subject, Subjects } from "./subject.js";
import { compareSurfaces, readSurface, type Surface, type SurfaceDifference } from "./surface.js";

/** What is compared by name: a namespace or class by its path in `sqlite3`. */
const ROOTS = [
  "wasm",
  "StructBinder",
  "vfs",
  "vtab",
  "capi",
  "SQLite3Error",
  "WasmAllocError",
  "config",
  "version",
];

/** Roots that the official package has in browsers only, and the table of calls about them. */
const BROWSER_ROOTS = ["kvvfs", "oo1.JsStorageDb"];
const BROWSER_TABLE = "kvvfs";

/** Objects of the platform or of one instance, which are not looked into. */
const OPAQUE = new Set([
  "wasm.exports",
  "wasm.memory",
  "config.exports",
  "config.memory",
  "vtab.xVtab.StructType",
  "vtab.xCursor.StructType",
  "config.emscripten",
  "opfs.getRootDir.promise",
  "opfs.rootDirectory",
]);

/** What a comparison found. Both lists are empty when all is as `differences.ts` says. */
export interface Findings<Found> {
  readonly unexplained: readonly Found[];
  /** Listed differences that are not there. */
  readonly stale: readonly string[];
}

/** A call that ended otherwise. */
export interface CallDifference {
  readonly name: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Reads the names of everything that is compared by name, or of what is under some paths. */
export function readNames(sqlite3: Subject, roots: readonly string[] = ROOTS): Surface {
  const surfaces = roots.map((path) => {
    const root = path.split(".").reduce<Loose>((holder, name) => holder[name] as Loose, sqlite3);
    return readSurface(root, path, { opaque: OPAQUE });
  });
  return new Map(surfaces.flatMap((surface) => [...surface]));
}

/**
 * Compares the names of both packages.
 *
 * @param roots - what is compared, by its path; default all that is there in the environment
 * @param differences - those that are listed for it
 */
export function compareNames(
  { ours, theirs }: Subjects,
  roots?: readonly string[],
  differences: readonly Difference[] = SURFACE_DIFFERENCES,
): Findings<SurfaceDifference> {
  const isBrowser = theirs.kvvfs !== undefined;
  const compared = roots ?? (isBrowser ? [...ROOTS, ...BROWSER_ROOTS] : ROOTS);
  const found = compareSurfaces(readNames(ours, compared), readNames(theirs, compared));
  const { unexplained, stale } = explain(
    found.map(({ path }) => path),
    differences,
    (where) => isBrowser || !BROWSER_ROOTS.some((root) => where.startsWith(root)),
  );
  return { unexplained: found.filter(({ path }) => unexplained.includes(path)), stale };
}

/** Makes the calls of one table in both packages and compares what came of them. */
export function compareCalls({ ours, theirs }: Subjects, table: string): Findings<CallDifference> {
  if (table === BROWSER_TABLE && theirs.kvvfs === undefined) return { unexplained: [], stale: [] };
  const found = Object.entries(CALL_TABLES[table] ?? {})
    .map(([name, call]) => ({
      name: `${table}: ${name}`,
      ours: outcomeOf(call, ours),
      theirs: outcomeOf(call, theirs),
    }))
    .filter((each) => each.ours !== each.theirs);
  const { unexplained, stale } = explain(
    found.map(({ name }) => name),
    CALL_DIFFERENCES,
    (where) => where.startsWith(`${table}: `),
  );
  return { unexplained: found.filter(({ name }) => unexplained.includes(name)), stale };
}
