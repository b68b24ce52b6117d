// @ts-check
/**
 * `node tests/crash/power-loss/run.mjs -- --points 1000000 --seed 7`: searches for crash points that lose something.
 * `--configuration "delete full 4096"` tries one configuration only; with `--seed` and `--point`, as a failure prints
 * them, a single crash. `--full` lets the room run out again and again. Exits 1 where something is found.
 */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../..", import.meta.url));
// Inside the project, so that packages are found from there.
const folder = join(root, "node_modules/.cache/power-loss");
const outfile = join(folder, `search-${process.pid}.mjs`);
await mkdir(folder, { recursive: true });
try {
  await build({
    entryPoints: [join(root, "tests/support/power-loss/search.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  const { search } = await import(pathToFileURL(outfile).href);
  process.exitCode = (await search(process.argv.slice(2))) ? 0 : 1;
} finally {
  await rm(outfile, { force: true });
}
