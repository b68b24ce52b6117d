// @ts-check
import { statSync } from "node:fs";
import { posix, win32 } from "node:path";

/** @typedef {"chromium" | "firefox"} BrowserName */

/** @type {readonly BrowserName[]} */
export const BROWSERS = ["chromium", "firefox"];

/** Environment variable that names the browser to use. */
export const PATH_VARIABLES = /** @type {const} */ ({ chromium: "CHROME_PATH", firefox: "FIREFOX_PATH" });

/** @type {Readonly<Record<BrowserName, readonly string[]>>} */
const COMMANDS = {
  chromium: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"],
  firefox: ["firefox-esr", "firefox"],
};

/** Places outside PATH, by `process.platform`; on Windows below each of the program folders. */
const PLACES = {
  chromium: {
    linux: ["/opt/google/chrome/chrome", "/usr/lib/chromium/chromium", "/snap/bin/chromium"],
    darwin: [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
    win32: ["Google\\Chrome\\Application\\chrome.exe", "Chromium\\Application\\chrome.exe"],
  },
  firefox: {
    linux: ["/usr/lib/firefox-esr/firefox-esr", "/usr/lib/firefox/firefox", "/snap/bin/firefox"],
    darwin: ["/Applications/Firefox.app/Contents/MacOS/firefox"],
    win32: ["Mozilla Firefox\\firefox.exe"],
  },
};

/**
 * What the search may look at; tests give one of their own.
 *
 * @typedef {object} Host
 * @property {NodeJS.Platform} platform
 * @property {Readonly<Record<string, string | undefined>>} env
 * @property {(path: string) => boolean} isFile
 * @property {boolean} isRoot whether this process may install packages
 */

/** @type {Host} */
export const thisHost = {
  platform: process.platform,
  env: process.env,
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  isRoot: process.getuid?.() === 0,
};

/**
 * Looks a command up in PATH.
 *
 * @param {string} command
 * @param {Host} host
 * @returns {string | undefined} its absolute path
 */
export function findCommand(command, host = thisHost) {
  const { join } = host.platform === "win32" ? win32 : posix;
  const [separator, suffix] = host.platform === "win32" ? [";", ".exe"] : [":", ""];
  return (host.env.PATH ?? "")
    .split(separator)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, command + suffix))
    .find(host.isFile);
}

/**
 * @param {BrowserName} name
 * @param {Host} host
 * @returns {readonly string[]}
 */
function placesOf(name, host) {
  const places = PLACES[name];
  if (host.platform === "darwin" || host.platform === "linux") return places[host.platform];
  if (host.platform !== "win32") return [];
  return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((variable) => {
    const folder = host.env[variable];
    return folder === undefined ? [] : places.win32.map((place) => win32.join(folder, place));
  });
}

/**
 * Finds an installed browser: where its environment variable points, in PATH, in the usual places.
 *
 * @param {BrowserName} name
 * @param {Host} host
 * @returns {string | undefined} path of the executable; `undefined` also where the variable points to no file
 */
export function findBrowser(name, host = thisHost) {
  const chosen = host.env[PATH_VARIABLES[name]];
  if (chosen) return host.isFile(chosen) ? chosen : undefined;
  for (const command of COMMANDS[name]) {
    const path = findCommand(command, host);
    if (path !== undefined) return path;
  }
  return placesOf(name, host).find(host.isFile);
}
