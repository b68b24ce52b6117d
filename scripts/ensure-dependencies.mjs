// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMain, ROOT, runNpm } from "./run-command.mjs";

/** The oldest Node that Vite runs on: major and minor. */
const OLDEST_NODE = /** @type {const} */ ([20, 19]);

/**
 * @param {string} version for example `20.19.1`
 * @returns {boolean} whether the repository's tools run on it
 */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/**
 * One package of a lock file, as far as it matters here.
 *
 * @typedef {{ version?: string, optional?: boolean }} LockedPackage
 * @typedef {Readonly<Record<string, LockedPackage>>} LockedPackages by path, for example `node_modules/vite`
 */

/**
 * Compares what is installed with what the lock file asks for. Optional packages may be absent: npm leaves out those
 * of other platforms.
 *
 * @param {LockedPackages} wanted `packages` of package-lock.json
 * @param {LockedPackages | undefined} installed `packages` of node_modules/.package-lock.json, which npm writes
 * @param {(path: string) => boolean} isThere whether a package's folder exists
 * @returns {string | undefined} why `npm ci` is needed; `undefined` where nothing is
 */
export function whyInstall(wanted, installed, isThere) {
  if (installed === undefined) return "node_modules is missing";
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = installed[path];
    if (found === undefined && optional) continue;
    if (found === undefined || !isThere(path)) return `${path} is missing`;
    if (found.version !== version)
      return `${path} is ${found.version}, package-lock.json asks for ${version}`;
  }
  const extra = Object.keys(installed).find((path) => wanted[path] === undefined);
  return extra === undefined ? undefined : `${extra} is not in package-lock.json`;
}

/** @param {string} file path from the repository's folder @returns {LockedPackages | undefined} */
function readLock(file) {
  const path = join(ROOT, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : undefined;
}

/** Installs the packages of package-lock.json where they are not installed; ends the process where that fails. */
function ensureDependencies() {
  if (!isNodeNewEnough(process.versions.node)) {
    console.error(`Node ${OLDEST_NODE.join(".")} or newer is needed; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const wanted = readLock("package-lock.json");
  if (wanted === undefined) {
    console.error("package-lock.json is missing; the clone is not complete.");
    process.exit(1);
  }
  const reason = whyInstall(wanted, readLock("node_modules/.package-lock.json"), (path) =>
    existsSync(join(ROOT, path, "package.json")),
  );
  if (reason === undefined) return;
  console.log(`Running npm ci, since ${reason}.`);
  // No package needs its install script: esbuild's only makes the start of its command a little faster.
  if (!runNpm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])) {
    console.error("npm ci failed, so the packages are not installed; its messages above say why.");
    process.exit(1);
  }
}

if (isMain(import.meta.url)) ensureDependencies();
