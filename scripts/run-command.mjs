// @ts-check
import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Folder of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL("../", import.meta.url));

/**
 * Runs a program in the repository's folder, without input, its output going where ours goes.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env added to ours
 * @returns {boolean} whether it could be started and exited with 0
 */
export function run(program, args, env = {}) {
  const { status, error } = spawnSync(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
    // Windows starts npm, a command file, only through its shell.
    shell: process.platform === "win32" && program === "npm",
  });
  if (error !== undefined) console.error(`${program} could not be started: ${error.message}`);
  return status === 0;
}

/**
 * Runs npm: the one that started this script, else the one in PATH.
 *
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env added to ours
 */
export function runNpm(args, env = {}) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith(".js") ? run(process.execPath, [npm, ...args], env) : run("npm", args, env);
}

/**
 * Whether a module is the script that Node was started with, not imported by another. Node resolves symbolic links in
 * a module's URL, not in the command line.
 *
 * @param {string} url its `import.meta.url`
 */
export function isMain(url) {
  const script = process.argv[1];
  return script !== undefined && realpathSync(script) === fileURLToPath(url);
}
