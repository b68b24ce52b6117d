// @ts-check
/**
 * `npm run test:crash [-- --runs 500] [--browser chromium|firefox] [--storage opfs-sahpool] [--seed 7]`: the kill tests
 * of `tests/browser/crash`, with as many kills of the worker and of the browser as asked for.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    runs: { type: "string" },
    browser: { type: "string" },
    storage: { type: "string" },
    seed: { type: "string" },
  },
});
for (const name of /** @type {const} */ (["runs", "seed"])) {
  const value = values[name];
  if (value !== undefined && !/^\d{1,9}$/.test(value)) throw new RangeError(`--${name} is a whole number`);
}
const harness = fileURLToPath(new URL("../../browser/harness/run.mjs", import.meta.url));
const browser = values.browser === undefined ? [] : ["--browser", values.browser];
const { status } = spawnSync(process.execPath, [harness, "--filter", "crash/kill", ...browser], {
  stdio: "inherit",
  env: {
    ...process.env,
    ...(values.runs === undefined ? {} : { CRASH_RUNS: values.runs }),
    ...(values.storage === undefined ? {} : { CRASH_STORAGE: values.storage }),
    ...(values.seed === undefined ? {} : { CRASH_SEED: values.seed }),
  },
});
process.exitCode = status ?? 1;
