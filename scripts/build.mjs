// @ts-check
/** `npm run build`: `dist/`, as it is published. With `--no-types`, without the type declarations. */
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT, run } from "./run-command.mjs";

/** Each becomes one file that imports nothing, so that bundlers find the workers and the wasm by URL alone. */
const ENTRIES = /** @type {const} */ ({
  "client/index": "src/client/index.ts",
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
 * The namespace loads storages when they are first used. The parts lie beside each other, since each finds the wasm and
 * the proxy by its own URL.
 */
const NAMESPACE = "src/sqlite3/index.ts";

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}

const missing = [...Object.values(ENTRIES), NAMESPACE].filter((entry) => !existsSync(join(ROOT, entry)));
if (missing.length > 0) fail(`There is nothing to build without ${missing.join(" and ")}.`);

rmSync(join(ROOT, "dist"), { recursive: true, force: true });
/** @type {import("esbuild").BuildOptions} */
const shared = {
  absWorkingDir: ROOT,
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  minify: true,
  sourcemap: true,
  logLevel: "warning",
};
await Promise.all([
  build({ ...shared, entryPoints: { ...ENTRIES }, outdir: "dist" }),
  build({ ...shared, entryPoints: { index: NAMESPACE }, outdir: "dist/sqlite3", splitting: true }),
]).catch(() => fail("The bundles could not be built; the messages above say why."));

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

// Not the worker's: it is started by its URL and exports nothing.
if (!process.argv.includes("--no-types")) {
  const typescript = join(ROOT, "node_modules/typescript/bin/tsc");
  if (!run(process.execPath, [typescript, "-p", "tsconfig.build.json"]))
    fail("The declarations could not be built.");
}
