import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PeakMemory } from "../../support/client/peak-memory.js";
import { TestBrowser, type TestPage } from "../harness/driver.js";

/**
 * It takes minutes, so it runs only when it is asked for:
 * `LARGE_COPY_MB=500 npm run test:browser -- --browser chromium --filter large-copy`
 */
const MEGABYTES = Number(process.env.LARGE_COPY_MB ?? 0);
const STEPS = "/tests/browser/client/large-copy-steps.ts";

/**
 * Megabytes that a copy may add to what the browser takes: page caches of the import and of its check, pieces on their way, and
 * what the garbage collector has not looked at yet. Of a database of 269 MB it has been 135 at most, of 538 MB 179, of
 * 1,058 MB 251.
 */
const GROWTH_LIMIT = 256;

let browser: TestBrowser;
let page: TestPage;
beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

describe.runIf(MEGABYTES > 0).each(["opfs-sahpool", "opfs"])(
  `a database of ${MEGABYTES} MB in %s`,
  (storage) => {
    beforeAll(async () => {
      page = await browser.openPage({ origin: storage });
      await page.call(STEPS, "prepare", storage, MEGABYTES);
    }, 600_000);
    afterAll(async () => {
      await page.call(STEPS, "end");
      await page.close();
    });

    it("is exported as a stream and imported elsewhere without ever being in memory", async () => {
      const memory = new PeakMemory(browser.processId);
      const { bytes, snapshot, transfer } = await page.call<{
        bytes: number;
        snapshot: number;
        transfer: number;
      }>(STEPS, "copy");
      const { before, peak } = memory.stop();
      console.log(
        `${storage}: ${Math.round(bytes / 1e6)} MB: copy ${Math.round(snapshot)} ms, transfer and import ` +
          `${Math.round(transfer)} ms, memory ${Math.round(before)} MB and at most ${Math.round(peak - before)} MB more`,
      );
      expect(await page.call(STEPS, "compare")).toMatchObject({ isEqual: true });
      expect(bytes).toBeGreaterThan(MEGABYTES * 1e6);
      if (browser.name === "chromium") expect(peak - before).toBeLessThan(GROWTH_LIMIT);
    }, 600_000);
  },
);
