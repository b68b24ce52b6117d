import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestBrowser, type TestPage } from "../harness/driver.js";

const STEPS = "/tests/browser/kvvfs/steps.ts";
const CHANGE = "update t set text = 'new ' || text";
const isFirefox = process.env.TEST_BROWSER === "firefox";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

let origins = 0;

/** Opens a page with a database of some pages. */
async function openFilled(name: string): Promise<{ page: TestPage; origin: string; before: unknown }> {
  const origin = `kvvfs-${++origins}`;
  const page = await browser.openPage({ origin });
  await page.call(STEPS, "open", name);
  return { page, origin, before: await page.call(STEPS, "fill") };
}

describe.each(["local", "session"])("A transaction in %s", (name) => {
  it("has not happened when the page is reloaded in the middle of it", async () => {
    const { page, before } = await openFilled(name);
    await page.call(STEPS, "exec", `pragma cache_size = 1; begin; ${CHANGE}`);
    await page.reload();
    await page.call(STEPS, "open", name);
    expect(await page.call(STEPS, "content")).toBe(before);
    await page.close();
  });

  it.each([1, 2, 5])(
    "is rolled back by its journal when the page ends after %i records of its commit",
    async (records) => {
      const { page, before } = await openFilled(name);
      await page.call(STEPS, "interruptAt", name, records, CHANGE);
      await page.reload();
      expect(await page.call(STEPS, "otherRecords", name)).toEqual(["jrnl", "sz"]);
      await page.call(STEPS, "open", name);
      expect(await page.call(STEPS, "content")).toBe(before);
      expect(await page.call(STEPS, "otherRecords", name)).toEqual(["sz"]);
      await page.close();
    },
  );
});

// Firefox gives the next page of the origin the process that hangs.
it.skipIf(isFirefox)(
  "A transaction in local is rolled back when the page is killed inside its commit",
  async () => {
    const { page, origin, before } = await openFilled("local");
    const session = await page.page.createCDPSession();
    const { targetInfo } = await session.send("Target.getTargetInfo");
    await session.send("Runtime.enable");
    const committing = new Promise((resolve) => session.once("Runtime.consoleAPICalled", resolve));
    const hanging = page.call(STEPS, "changeForever", "local").catch((error: unknown) => error);
    await committing;
    const root = await page.page.browser().target().createCDPSession();
    await root.send("Target.closeTarget", { targetId: targetInfo.targetId });
    await hanging;
    const next = await browser.openPage({ origin });
    expect(await next.call(STEPS, "otherRecords", "local")).toEqual(["jrnl", "sz"]);
    await next.call(STEPS, "open", "local");
    expect(await next.call(STEPS, "content")).toBe(before);
    await next.close();
  },
);
