// @ts-check
/** @typedef {import("./messages.js").Report} Report */

/** Milliseconds that one test file may take in one browser. */
const FILE_TIMEOUT = 240_000;

/** Milliseconds for a page to close; one whose script never returns does not answer. */
const CLOSE_TIMEOUT = 10_000;

/**
 * @param {string} context
 * @param {unknown} thrown
 * @returns {Report}
 */
function errorReport(context, thrown) {
  const {
    name,
    message,
    stack = "",
  } = thrown instanceof Error ? thrown : { name: "Error", message: String(thrown) };
  return { type: "error", context, error: { name, message, stack } };
}

/**
 * @param {number} milliseconds
 * @param {Promise<unknown>} work
 * @returns {Promise<boolean>} whether the work was done, well or not, in time
 */
async function settlesWithin(milliseconds, work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds, "late");
  });
  const settled = work.then(
    () => "done",
    () => "done",
  );
  const first = await Promise.race([settled, late]);
  clearTimeout(timer);
  return first === "done";
}

/**
 * Runs one test file in a fresh page.
 *
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} url of the test page, the file named in it
 * @param {(report: Report) => void} onReport takes each report as it comes, all but `done`
 * @param {number} timeout milliseconds
 * @returns {Promise<boolean>} whether the browser is still of use: false when it died or a page of it hangs
 */
export async function runTestPage(browser, url, onReport, timeout = FILE_TIMEOUT) {
  let running = true;
  let progress = "no test has ended";
  const report = (/** @type {Report} */ sent) => {
    if (!running) return;
    if (sent.type === "test") progress = `the last test to end was "${sent.name}"`;
    onReport(sent);
  };
  const page = await browser.newPage();
  const finished = new Promise((resolve) => {
    const stop = (/** @type {string} */ context, /** @type {unknown} */ thrown) => {
      report(errorReport(context, thrown));
      running = false;
      resolve(undefined);
    };
    browser.once("disconnected", () => stop("browser", "the browser went away"));
    page.once("error", (error) => stop("page", error));
    page.once("close", () => stop("page", "the page went away"));
    // The page reports its own errors; this shows those from before it can.
    page.on("pageerror", (error) => console.log(`    page error: ${error}`));
    page.on("console", (message) => {
      if (message.type() === "error") console.log(`    console.error: ${message.text()}`);
    });
    const exposed = page.exposeFunction("sendReport", (/** @type {Report} */ sent) => {
      if (sent.type === "done") resolve(undefined);
      else report(sent);
    });
    exposed.then(() => page.goto(url)).catch((error) => stop("page", error));
  });
  if (!(await settlesWithin(timeout, finished))) {
    report(errorReport("page", `the file did not finish within ${timeout / 1000} s; ${progress}`));
  }
  running = false;
  browser.removeAllListeners("disconnected");
  return (await settlesWithin(CLOSE_TIMEOUT, page.close())) && browser.connected;
}
