import { afterAll, beforeAll, expect, it } from "vitest";
import { TestBrowser } from "../harness/driver.js";

const STEPS = "/tests/browser/client/steps.ts";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

it.each([
  ["opfs-sahpool", true],
  ["opfs-sahpool", false],
  ["opfs", true],
  ["memory", false],
])(
  "%s works in a page with a strict Content-Security-Policy, cross-origin isolated: %s",
  async (storage, isolated) => {
    const page = await browser.openPage({ origin: "strict", isolated });
    expect(
      await page.page.evaluate(`document.head.append(Object.assign(document.createElement("script"), {
    textContent: "globalThis.inlineRan = true" })); globalThis.inlineRan ?? "refused"`),
    ).toBe("refused");
    expect(await page.call(STEPS, "openDatabase", `strict-${storage}-${isolated}.db`, { storage })).toBe(
      storage,
    );
    expect(await page.call(STEPS, "countNotes", "CREATE TABLE note(a); INSERT INTO note VALUES (1)")).toBe(1);
    expect(await page.call(STEPS, "stopEndless")).toBe("stopped");
    await page.call(STEPS, "closeDatabase");
    await page.close();
  },
);
