import type { Browser } from "puppeteer-core";

/** Milliseconds in which a page has shown what it is to show. */
const TIMEOUT = 30_000;

/** What the application shows to a new visitor. In `opfs`, client and worker count in the same file. */
export const SHOWN = {
  isolated: [
    "client, opfs-sahpool: visit 1, a copy has 16384 bytes",
    "client, opfs: visit 1, a copy has 16384 bytes",
    "page: SQLite 3.54.1",
    "worker, opfs-sahpool: visit 1",
    "worker, opfs: visit 2",
    "end",
  ],
  plain: [
    "client, opfs-sahpool: visit 1, a copy has 16384 bytes",
    "page: SQLite 3.54.1",
    "worker, opfs-sahpool: visit 1",
    "end",
  ],
};

/**
 * Opens the application of docs/recipes.md.
 *
 * @returns the lines that it shows, up to its `end`
 * @throws Error with what it has shown and complained about, when it does not come to an end
 */
export async function visit(browser: Browser, url: string): Promise<string[]> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`);
  });
  await page.goto(url);
  const read = () => page.evaluate(() => document.querySelector("#results")?.textContent ?? "");
  const start = performance.now();
  let shown = "";
  while (!shown.endsWith("end\n")) {
    if (performance.now() - start > TIMEOUT || complaints.some((text) => text.includes("Error"))) {
      throw new Error(`${url} shows:\n${shown}\nand complains:\n${complaints.join("\n")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    // A development server may reload the page meanwhile.
    shown = await read().catch(() => "");
  }
  await page.close();
  return shown.trim().split("\n");
}

/**
 * Opens a page that does nothing, and a database in it with the package of another origin.
 *
 * @param options - for `open()`
 * @returns why it does not open
 */
export async function refusal(
  browser: Browser,
  pageUrl: string,
  packageUrl: string,
  options: { readonly workerUrl?: string },
): Promise<unknown> {
  const page = await browser.newPage();
  await page.goto(pageUrl);
  const reason = await page.evaluate(`import("${packageUrl}dist/client/index.js")
    .then(({ open }) => open("visits.db", ${JSON.stringify(options)}))
    .then(() => "it opens", ({ code, message }) => code + ": " + message)`);
  await page.close();
  return reason;
}
