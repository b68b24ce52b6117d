// @ts-check
import { createProfile, launchBrowser, removeProfile } from "../tests/browser/harness/launch.mjs";
import { startSite } from "../tests/browser/harness/site.mjs";
import { siteUrl } from "../tests/browser/harness/site-url.mjs";

/** @typedef {import("../scripts/find-browser.mjs").BrowserName} BrowserName */
/** @typedef {import("puppeteer-core").Browser} Browser */
/** @typedef {import("puppeteer-core").Page} Page */

/**
 * What a worker posts: `ready` when it waits to be started together with the others, any number of results, then
 * `done`, or a failure. One that needs a storage proxy posts its URL, with a port that the proxy is to get: Firefox (seen
 * in 153) hangs now and then when a worker starts a worker.
 *
 * @typedef {{ ready?: true, result?: any, done?: true, failure?: string }} Message
 * @typedef {{ proxyUrl: string, port: MessagePort }} ProxyRequest
 */

/** Milliseconds that the workers of one page may take. */
const TIMEOUT = 600_000;

/**
 * Starts the site and a browser with a profile of its own for as long as `use` runs.
 *
 * @template Result
 * @param {BrowserName} browserName
 * @param {(browser: Browser) => Promise<Result>} use
 * @returns {Promise<Result>}
 */
export async function withBrowser(browserName, use) {
  const site = await startSite();
  const profile = await createProfile();
  try {
    const browser = await launchBrowser(browserName, profile);
    try {
      return await use(browser);
    } finally {
      await browser.close();
    }
  } finally {
    await removeProfile(profile);
    await site.close();
  }
}

/**
 * Runs one worker per path in a fresh page with the headers for isolation, and ends them.
 *
 * @param {Browser} browser
 * @param {readonly string[]} paths of modules on the site, with their queries
 * @param {(page: Page) => Promise<void>} inspect called when all are done, before they end
 * @returns {Promise<any[][]>} the results of each worker
 */
export async function runWorkers(browser, paths, inspect = async () => {}) {
  const page = await browser.newPage();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  try {
    await page.goto(siteUrl("/"));
    /** @type {any[][]} */
    const results = paths.map(() => []);
    let readyCount = 0;
    let doneCount = 0;
    await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${paths} did not end within ${TIMEOUT / 1000} s`)), TIMEOUT);
      const receive = (/** @type {number} */ index, /** @type {Message} */ message) => {
        if (message.failure !== undefined) reject(new Error(`${paths[index]}: ${message.failure}`));
        if (message.result !== undefined) results[index]?.push(message.result);
        if (message.ready && ++readyCount === paths.length) page.evaluate(releaseWorkers).catch(reject);
        if (message.done && ++doneCount === paths.length) resolve(undefined);
      };
      page
        .exposeFunction("receive", receive)
        .then(() => page.evaluate(startWorkers, paths))
        .catch(reject);
    });
    await inspect(page);
    return results;
  } finally {
    clearTimeout(timer);
    await page.close();
  }
}

/**
 * Runs a suite of contests in a worker of a fresh page.
 *
 * @param {string} suite
 * @param {BrowserName} browserName
 * @param {number} rounds
 * @returns {Promise<import("./measure.js").Outcome[]>}
 */
export async function runInBrowser(suite, browserName, rounds) {
  const path = `/bench/worker.ts?suite=${suite}&rounds=${rounds}`;
  const [outcomes = []] = await withBrowser(browserName, (browser) => runWorkers(browser, [path]));
  return outcomes;
}

/**
 * Runs in the page.
 *
 * @param {readonly string[]} paths
 */
function startWorkers(paths) {
  const scope = /** @type {any} */ (globalThis);
  const startProxy = (/** @type {ProxyRequest} */ { proxyUrl, port }) => {
    const proxy = new Worker(proxyUrl, { type: "module" });
    proxy.postMessage({ port }, [port]);
    // Kept, so that it lives as long as the page.
    scope.proxies.push(proxy);
  };
  scope.proxies = [];
  scope.workers = paths.map((path, index) => {
    const worker = new Worker(path, { type: "module" });
    worker.onerror = (event) =>
      scope.receive(index, { failure: event.message || "the benchmark's worker did not load" });
    worker.onmessage = ({ data }) => {
      if (data.proxyUrl === undefined) scope.receive(index, data);
      else startProxy(data);
    };
    return worker;
  });
}

/** Runs in the page. */
function releaseWorkers() {
  for (const worker of /** @type {any} */ (globalThis).workers) worker.postMessage("start");
}
