// @ts-check
/**
 * `node tests/crash/power-loss/run.mjs -- --points 1000000 --seed 7`: searches for crash points that lose something.
 * `--configuration "delete full 4096"` tries one configuration only, `--storage opfs` those of one storage; with `--seed`
 * and `--point`, as a failure prints them, a single crash. `--full` lets the room run out again and again. Exits 1 where
 * something is found.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const { module } = await runnerImport(join(root, "tests/support/power-loss/search.ts"), {
  root,
  configFile: false,
  logLevel: "warn",
});
process.exitCode = (await module.search(process.argv.slice(2))) ? 0 : 1;
