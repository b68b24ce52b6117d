// @ts-check
import { existsSync } from "node:fs";
import { SourceMap } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { addresses, BUNDLES, PAGE } from "./bundle-addresses.mjs";
import { ROOT } from "./root.mjs";

/**
 * A module of the work tree with all that it imports, as one script.
 *
 * @typedef {{ readonly script: string, readonly map?: SourceMap }} Bundle `map`: where in the work tree its lines are from
 */

/**
 * Folders whose test files are served module by module, by Vite: the documentation's samples are modules that only a
 * plugin of Vite knows, and imports with a query such as `?raw` are Vite's too.
 */
const UNBUNDLED = /^tests\/browser\/docs\//;

/** @type {Map<string, Promise<Bundle>>} */
const bundles = new Map();

/**
 * Bundles a module of this work tree into one script. Module by module, a test file loads some hundred files, anew for
 * each file since each has an origin of its own, and so does every worker that it starts; asking for them takes longer
 * than most tests.
 *
 * @param {string} path from the root, of a TypeScript file; `.js` at its end means the same file
 * @returns {Promise<Bundle>} made once
 */
export function bundleOf(path) {
  const source = path.replace(/\.js$/, ".ts");
  const made = bundles.get(source) ?? bundle(existsSync(join(ROOT, source)) ? source : path);
  bundles.set(source, made);
  return made;
}

/** @param {string} path @returns {Promise<Bundle>} a script that throws what is wrong, where the module cannot be bundled */
async function bundle(path) {
  if (UNBUNDLED.test(path)) return { script: `import ${JSON.stringify(`/${path}`)};` };
  try {
    const { outputFiles } = await build({
      absWorkingDir: ROOT,
      entryPoints: [path],
      // Never written. The map names its sources from there.
      outfile: join(ROOT, "bundle.js"),
      write: false,
      bundle: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      // Our package.json names files of `dist/` alone as ones that do something when they are imported, so those of
      // `src/` and `tests/` would be left out. The page's own modules are mostly packages, which say what is true.
      ignoreAnnotations: !path.startsWith(PAGE),
      sourcemap: "external",
      sourcesContent: false,
      plugins: [addresses],
      logLevel: "silent",
    });
    const [map, script] = outputFiles;
    if (map === undefined || script === undefined) throw new Error(`esbuild made nothing of ${path}`);
    return { script: script.text, map: new SourceMap(JSON.parse(map.text)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { script: `throw new Error(${JSON.stringify(message)});` };
  }
}

/** A place in a bundle, as browsers write it into stacks. */
const PLACE = new RegExp(
  String.raw`https?://[^\s/()@]+${BUNDLES}([^\s():?]+)(?:\?[^\s():]*)?:(\d+):(\d+)`,
  "g",
);

/**
 * Names the places of a stack by the files that the bundles were made of.
 *
 * @param {string} stack
 * @returns {Promise<string>} paths from the root, with line and column; what is not from a bundle stays as it is
 */
export async function originalStack(stack) {
  const paths = new Set([...stack.matchAll(PLACE)].map(([, path = ""]) => path));
  /** @type {Map<string, Bundle>} */
  const made = new Map();
  for (const path of paths) made.set(path, await bundleOf(path));
  return stack.replace(PLACE, (place, path, line, column) => {
    const origin = made.get(path)?.map?.findOrigin(Number(line), Number(column));
    if (origin === undefined || !("fileName" in origin)) return place;
    return `${origin.fileName}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}
