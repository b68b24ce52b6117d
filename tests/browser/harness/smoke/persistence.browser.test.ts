import { afterAll, beforeAll, expect, it } from "vitest";
import { TestBrowser } from "../driver.js";

const STEPS = "/tests/browser/harness/smoke/steps.ts";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

it("keeps stored files when the page reloads", async () => {
  const page = await browser.openPage();
  expect(await page.call("/tests/browser/harness/smoke/steps.ts", "storedByte")).toBe(-1);
  await page.call(STEPS, "storeByte", 7);
  await page.reload();
  expect(await page.call(STEPS, "storedByte")).toBe(7);
});

it("keeps flushed files when the browser is killed", async () => {
  const page = await browser.openPage({ isolated: false });
  await page.call(STEPS, "storeByte", 9);
  await browser.kill();
  await browser.restart();
  const again = await browser.openPage({ isolated: false });
  expect(await again.call(STEPS, "storedByte")).toBe(9);
});

it("passes an error of the page on", async () => {
  const page = await browser.openPage();
  await expect(page.call(STEPS, "noSuchStep")).rejects.toThrow(/is not a function/);
});
