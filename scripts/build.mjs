// @ts-check
/** `npm run build`: `dist/`, as it is published. With `--no-types`, without the type declarations. */
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { rolldown } from "rolldown";
import { minify } from "terser";
import { ROOT, run } from "./run-command.mjs";

/** Each becomes one file that imports nothing, so that bundlers find the workers and the wasm by URL alone. */
const ENTRIES = /** @type {const} */ ({
  "worker/index": "src/worker/index.ts",
  "worker/opfs": "src/worker/opfs.ts",
  // What both load when it is first needed; where src/worker/worker-host.ts looks for it.
  "worker/extras": "src/worker/extras/index.ts",
  // Where src/client/start-proxy.ts looks for it, and src/vfs/opfs/start-proxy.ts in the worker's bundle.
  "worker/async-proxy/index": "src/vfs/opfs/async-proxy/index.ts",
  // Where the latter looks for it in the namespace's bundle.
  "sqlite3/async-proxy/index": "src/vfs/opfs/async-proxy/index.ts",
});

/**
 * The first of these loads the second when that is needed, by an import that stays as it is; bundlers follow it. Neither imports
 * anything else.
 */
const CLIENT = /** @type {const} */ ({
  "client/index": "src/client/index.ts",
  "client/extras": "src/client/extras.ts",
});

/**
 * The namespace's entry is one file, small, for the wasm to be asked for at once. It loads the rest, which loads storages when
 * they are first used. The parts lie beside each other, since each finds the wasm and the proxy by its own URL.
 */
const NAMESPACE = "src/sqlite3/index.ts";
const NAMESPACE_START = "src/sqlite3/start.ts";

/** Comments that keep bundlers from looking for what `import(url)` might mean. */
const FOR_BUNDLERS = /webpackIgnore|@vite-ignore/;

/**
 * Minifies a built script once more, which takes another twentieth off what consists of many small modules.
 *
 * @param {string} file - from the root, beside its source map
 */
async function minifyAgain(file) {
  const path = join(ROOT, file);
  const { code, map } = await minify(readFileSync(path, "utf8"), {
    module: true,
    ecma: 2020,
    compress: { passes: 3, hoist_funs: true },
    format: { comments: FOR_BUNDLERS },
    // The package has no sources beside its maps.
    sourceMap: {
      content: readFileSync(`${path}.map`, "utf8"),
      url: basename(`${file}.map`),
      includeSources: true,
    },
  });
  if (code === undefined || typeof map !== "string") throw new Error(`${file} has not become smaller`);
  writeFileSync(path, code);
  writeFileSync(`${path}.map`, map);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}

const sources = [ENTRIES, CLIENT].flatMap((entries) => Object.values(entries));
const missing = [...sources, NAMESPACE, NAMESPACE_START].filter((entry) => !existsSync(join(ROOT, entry)));
if (missing.length > 0) fail(`There is nothing to build without ${missing.join(" and ")}.`);

/**
 * esbuild would put what the start and the storages have in common into a file beside it, which the browser asks for when it has
 * read the start; Rolldown leaves it there.
 *
 * @returns the scripts, from the root
 */
async function buildNamespaceStart() {
  const bundle = await rolldown({
    input: { start: join(ROOT, NAMESPACE_START) },
    platform: "browser",
    preserveEntrySignatures: "allow-extension",
    transform: { target: "es2022" },
    tsconfig: false,
  });
  const options = /** @type {const} */ ({ format: "esm", minify: true, sourcemap: true });
  const { output } = await bundle.write({ ...options, dir: join(ROOT, "dist/sqlite3") });
  await bundle.close();
  return output.flatMap(({ type, fileName }) => (type === "chunk" ? [`dist/sqlite3/${fileName}`] : []));
}

/**
 * Works the kernels out: each of these modules exports one function that gives bytes, and in its place comes one that has them.
 *
 * @type {import("esbuild").Plugin}
 */
const kernels = {
  name: "kernels",
  setup({ onLoad }) {
    onLoad({ filter: /-kernel-code\.ts$/ }, async ({ path }) => {
      const { outputFiles } = await build({ ...shared, entryPoints: [path], write: false, sourcemap: false });
      const script = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
      const functions = Object.entries(await import(`data:text/javascript;base64,${script}`));
      const lines = functions.map(([name, assemble]) => {
        const text = Buffer.from(assemble()).toString("base64");
        return `export const ${name} = () => Uint8Array.from(atob("${text}"), (each) => each.charCodeAt(0));`;
      });
      return { contents: lines.join("\n"), loader: "js" };
    });
  },
};

rmSync(join(ROOT, "dist"), { recursive: true, force: true });
/** @type {import("esbuild").BuildOptions} */
const shared = {
  absWorkingDir: ROOT,
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  // Shorter, and the same.
  define: { "Number.POSITIVE_INFINITY": "Infinity" },
  minify: true,
  sourcemap: true,
  logLevel: "warning",
};
const [, , , parts] = await Promise.all([
  build({ ...shared, plugins: [kernels], entryPoints: { ...ENTRIES }, outdir: "dist" }),
  // White space goes when it is minified again: with it would go the comments that are for bundlers.
  build({
    ...shared,
    minify: false,
    minifySyntax: true,
    minifyIdentifiers: true,
    entryPoints: { ...CLIENT },
    outdir: "dist",
    external: ["./extras.js"],
  }),
  build({ ...shared, entryPoints: [NAMESPACE], outdir: "dist/sqlite3", external: ["./start.js"] }),
  buildNamespaceStart(),
]).catch(() => fail("The bundles could not be built; the messages above say why."));
const scripts = [ENTRIES, CLIENT].flatMap((entries) => Object.keys(entries)).map((name) => `dist/${name}.js`);
await Promise.all([...scripts, ...parts].map(minifyAgain));

// Bundlers would look for what `import(url)` might mean; the URL is known to the browser only. The comments that tell them
// so are lost when whitespace is removed.
for (const name of ["index", "opfs", "extras"]) {
  const path = join(ROOT, `dist/worker/${name}.js`);
  const code = readFileSync(path, "utf8");
  writeFileSync(
    path,
    code.replaceAll(/\bimport\((?=[\w$])/g, "import(/*webpackIgnore:true*//*@vite-ignore*/"),
  );
}

const wasm = createRequire(import.meta.url).resolve("@sqlite.org/sqlite-wasm/sqlite3.wasm");
copyFileSync(wasm, join(ROOT, "dist/sqlite3.wasm"));

if (!process.argv.includes("--no-types")) {
  const typescript = join(ROOT, "node_modules/typescript/bin/tsc");
  if (!run(process.execPath, [typescript, "-p", "tsconfig.build.json"]))
    fail("The declarations could not be built.");
}
