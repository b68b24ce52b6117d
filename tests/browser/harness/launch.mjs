// @ts-check
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import puppeteer from "puppeteer-core";
import { findBrowser } from "../../../scripts/find-browser.mjs";

/** @typedef {import("../../../scripts/find-browser.mjs").BrowserName} BrowserName */

export { BROWSERS } from "../../../scripts/find-browser.mjs";

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @returns {Promise<string>} a new folder for {@link launchBrowser} */
export function createProfile() {
  return mkdtemp(join(tmpdir(), "web-sqlite-profile-"));
}

/**
 * Removes a profile whose browser has ended. Twice, because the child processes of a killed browser outlive it for a
 * moment and write their caches once more.
 *
 * @param {string} profile
 */
export async function removeProfile(profile) {
  for (const delay of [0, 500]) {
    await setTimeout(delay);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/**
 * Starts a browser without a window.
 *
 * @param {BrowserName} name
 * @param {string} profile folder that keeps what pages store; private windows have a different, slower OPFS
 * @returns {Promise<import("puppeteer-core").Browser>}
 */
export async function launchBrowser(name, profile) {
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
    protocolTimeout: 120_000,
    handleSIGINT: true,
  });
}
