// @ts-check
import { BROWSERS, findBrowser, findCommand, PATH_VARIABLES, thisHost } from "./find-browser.mjs";
import { isMain, run } from "./run-command.mjs";

/** @typedef {import("./find-browser.mjs").BrowserName} BrowserName */
/** @typedef {import("./find-browser.mjs").Host} Host */

const DEBIAN_PACKAGES = { chromium: "chromium", firefox: "firefox-esr" };
const NAMES = { chromium: "Chrome or Chromium", firefox: "Firefox" };

/**
 * What to do about the browsers.
 *
 * @typedef {{ kind: "found", paths: Readonly<Record<BrowserName, string>> }
 *   | { kind: "apt", packages: readonly string[] }
 *   | { kind: "message", text: string }} Decision
 */

/**
 * @param {readonly BrowserName[]} missing
 * @param {Host} host
 */
function messageFor(missing, host) {
  const lines = missing.map((name) => {
    const variable = PATH_VARIABLES[name];
    const chosen = host.env[variable];
    if (chosen) return `${variable} is ${chosen}, which is not a file.`;
    return `${NAMES[name]} was not found: install it, or set ${variable} to the path of its executable.`;
  });
  const absent = missing.filter((name) => !host.env[PATH_VARIABLES[name]]);
  if (absent.length > 0 && host.platform === "linux" && findCommand("apt-get", host) !== undefined) {
    const packages = absent.map((name) => DEBIAN_PACKAGES[name]).join(" ");
    lines.push(`On Debian: sudo apt-get install --no-install-recommends ${packages}`);
  }
  return lines.join("\n");
}

/**
 * Decides what has to be done so that every browser is there.
 *
 * @param {Host} host
 * @returns {Decision} `found`; `apt` with the packages to install, as root where apt-get is; else a message for people
 */
export function decide(host) {
  const paths = BROWSERS.map((name) => /** @type {const} */ ([name, findBrowser(name, host)]));
  const missing = paths.flatMap(([name, path]) => (path === undefined ? [name] : []));
  if (missing.length === 0) {
    return { kind: "found", paths: /** @type {Record<BrowserName, string>} */ (Object.fromEntries(paths)) };
  }
  const isChosen = missing.some((name) => host.env[PATH_VARIABLES[name]]);
  const canInstall = host.platform === "linux" && host.isRoot && findCommand("apt-get", host) !== undefined;
  return canInstall && !isChosen
    ? { kind: "apt", packages: missing.map((name) => DEBIAN_PACKAGES[name]) }
    : { kind: "message", text: messageFor(missing, host) };
}

/** @param {readonly string[]} packages */
function install(packages) {
  const apt = { DEBIAN_FRONTEND: "noninteractive" };
  console.log(`Installing ${packages.join(" and ")} with apt-get.`);
  return (
    run("apt-get", ["update"], apt) &&
    run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], apt)
  );
}

/** Finds or installs the browsers; ends the process where one stays missing, since tests must not pass over it. */
function ensureBrowsers() {
  const first = decide(thisHost);
  if (first.kind === "apt" && !install(first.packages)) console.error("apt-get failed.");
  const decision = first.kind === "apt" ? decide({ ...thisHost, isRoot: false }) : first;
  if (decision.kind === "found") {
    for (const name of BROWSERS) console.log(`${name}: ${decision.paths[name]}`);
    return;
  }
  if (decision.kind === "message") console.error(decision.text);
  process.exit(1);
}

if (isMain(import.meta.url)) ensureBrowsers();
