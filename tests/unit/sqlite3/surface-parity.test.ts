import { expect, test } from "vitest";
import { SURFACE_DIFFERENCES } from "../../support/parity/differences.js";
import { explain } from "../../support/parity/explain.js";
import { loadSubjects } from "../../support/parity/load-in-node.js";
import type { Loose, Subject } from "../../support/parity/subject.js";
import { compareSurfaces, readSurface, type Surface } from "../../support/parity/surface.js";

/** What is compared: a namespace or class by its path in `sqlite3`. */
const ROOTS = [
  "wasm",
  "StructBinder",
  "capi.sqlite3_vfs",
  "capi.sqlite3_io_methods",
  "capi.sqlite3_file",
  "capi.sqlite3_vtab",
  "capi.sqlite3_vtab_cursor",
  "capi.sqlite3_module",
  "capi.sqlite3_index_info",
  "SQLite3Error",
  "WasmAllocError",
  "config",
  "version",
];

/** Objects of the platform or of one instance, which are not looked into. */
const OPAQUE = new Set([
  "wasm.exports",
  "wasm.memory",
  "config.exports",
  "config.memory",
  "config.emscripten",
]);

test("every name of the official package is here, of the same kind, but for the differences that are listed", async () => {
  const { ours, theirs } = await loadSubjects();
  const differing = compareSurfaces(read(ours), read(theirs));
  const { unexplained, stale } = explain(
    differing.map(({ path }) => path),
    SURFACE_DIFFERENCES,
  );
  expect(differing.filter(({ path }) => unexplained.includes(path))).toEqual([]);
  expect(stale).toEqual([]);
});

test("the comparison looks at a few hundred names and finds one that is taken away", async () => {
  const { ours, theirs } = await loadSubjects();
  expect(read(ours).size).toBeGreaterThan(300);
  const { peek8, ...others } = ours.wasm as unknown as Record<string, Loose>;
  const without = readSurface(others as unknown as Subject, "wasm", { opaque: OPAQUE });
  const theirWasm = readSurface(theirs.wasm, "wasm", { opaque: OPAQUE });
  expect(compareSurfaces(without, theirWasm)).toContainEqual({
    path: "wasm.peek8",
    ours: "missing",
    theirs: `function of ${peek8?.length}`,
  });
});

function read(sqlite3: Subject): Surface {
  const surfaces = ROOTS.map((path) => {
    const root = path.split(".").reduce<Loose>((holder, name) => holder[name] as Loose, sqlite3);
    return readSurface(root, path, { opaque: OPAQUE });
  });
  return new Map(surfaces.flatMap((surface) => [...surface]));
}
