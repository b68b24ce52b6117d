// @ts-check
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import puppeteer from "puppeteer-core";
import { findBrowser } from "../../../scripts/find-browser.mjs";

/** @typedef {import("../../../scripts/find-browser.mjs").BrowserName} BrowserName */

/** @typedef {Readonly<Record<string, string | number | boolean>>} Preferences */

export { BROWSERS } from "../../../scripts/find-browser.mjs";

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The pages of the address bar's suggestions load whenever a tab is opened, and take a processor from it then.
  "--disable-features=SpareRendererForSitePerProcess,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
  // performance.measureUserAgentSpecificMemory() collects garbage at once, not at some moment within twenty seconds.
  "--enable-blink-features=ForceEagerMeasureMemory",
];

/** Nothing is started in advance: tests open few pages of an origin, and each process that waits for one costs time. */
const FIREFOX_PREFERENCES = { "dom.ipc.processPrelaunch.enabled": false };

/** Environment variable with the folder that profiles of Firefox are copies of; test processes inherit it. */
export const TEMPLATE_VARIABLE = "TEST_FIREFOX_PROFILE";

/**
 * Makes a folder for {@link launchBrowser}.
 *
 * @param {BrowserName} [name] of the browser that it is for; without one it is empty
 * @returns {Promise<string>}
 */
export async function createProfile(name) {
  const profile = await mkdtemp(join(tmpdir(), "web-sqlite-profile-"));
  const template = process.env[TEMPLATE_VARIABLE];
  if (name === "firefox" && template !== undefined) await cp(template, profile, { recursive: true });
  return profile;
}

/**
 * Removes a profile whose browser has ended; of one that was killed twice, because its child processes outlive it for a
 * moment and write their caches once more.
 *
 * @param {string} profile
 * @param {{ wasKilled?: boolean }} options default: it may have been
 */
export async function removeProfile(profile, { wasKilled = true } = {}) {
  for (const delay of wasKilled ? [0, 500] : [0]) {
    await setTimeout(delay);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/**
 * Waits until Puppeteer has put the preferences of a Firefox that was killed back in their place, which it does on its
 * own some moments after the process has ended; a browser started meanwhile would find half of them.
 *
 * @param {string} profile
 */
export async function profileRestored(profile) {
  const isBackedUp = () =>
    ["prefs.js", "user.js"].some((name) => existsSync(join(profile, `${name}.puppeteer`)));
  for (let waited = 0; waited < 2000 && isBackedUp(); waited += 10) await setTimeout(10);
}

/**
 * Starts a browser without a window.
 *
 * @param {BrowserName} name
 * @param {string} profile folder that keeps what pages store; private windows have a different, slower OPFS
 * @param {Preferences} preferences of Firefox, by their names in about:config
 * @returns {Promise<import("puppeteer-core").Browser>}
 */
export async function launchBrowser(name, profile, preferences = {}) {
  const executablePath = findBrowser(name);
  if (executablePath === undefined) {
    throw new Error(`${name} is not installed; "node scripts/ensure-browsers.mjs" installs it or says how.`);
  }
  return puppeteer.launch({
    browser: name === "firefox" ? "firefox" : "chrome",
    executablePath,
    headless: true,
    userDataDir: profile,
    args: name === "firefox" ? [] : CHROMIUM_FLAGS,
    extraPrefsFirefox: { ...FIREFOX_PREFERENCES, ...preferences },
    protocolTimeout: 120_000,
    handleSIGINT: true,
  });
}
