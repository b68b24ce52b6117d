// @ts-check
import { build } from "esbuild";
import { ROOT } from "./root.mjs";

/** @type {Map<string, Promise<string>>} */
const bundles = new Map();

/**
 * Bundles a module of this work tree into one script. Workers that tests start by the dozen are served so: module by
 * module, fifty of them would load five thousand files.
 *
 * @param {string} path from the root, of a TypeScript file
 * @returns {Promise<string>} its JavaScript, made once
 */
export function bundleOf(path) {
  const made = bundles.get(path) ?? bundle(path);
  bundles.set(path, made);
  return made;
}

/** @param {string} path */
async function bundle(path) {
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: [path],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    sourcemap: "inline",
    logLevel: "warning",
  });
  return result.outputFiles[0]?.text ?? "";
}
