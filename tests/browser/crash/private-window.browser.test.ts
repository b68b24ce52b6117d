import { afterAll, beforeAll, expect, it } from "vitest";
import { TestBrowser, TestPage } from "../harness/driver.js";
import { DrivenDatabase } from "./driven-database.js";
import type { OpfsOutcome } from "./opfs-steps.js";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start({ "browser.privatebrowsing.autostart": true });
});
afterAll(() => browser.close());

/** Opens a page in a private window; in Firefox, whose private contexts are only containers, all windows are. */
async function openPrivatePage(): Promise<TestPage> {
  const page = await browser.openPage();
  if (browser.name === "firefox") return page;
  const context = await page.page.browser().createBrowserContext();
  const hidden = await context.newPage();
  await hidden.goto(page.page.url());
  await page.close();
  return new TestPage(hidden);
}

it("a private window has persistent storage, or says why not, and memory for who asks for it", async () => {
  const db = new DrivenDatabase(await openPrivatePage(), "private.db");
  const opened = await db.open({});
  const isStored = "value" in opened;
  if (!isStored) {
    expect(opened).toMatchObject({
      error: {
        name: "UnsupportedError",
        code: "unsupported",
        message: expect.stringContaining("no persistent storage here: "),
      },
    });
    expect(await db.open({ storage: "memory" })).toMatchObject({
      value: { kind: "memory", persistent: false },
    });
  }
  await db.exec("CREATE TABLE note(text); INSERT INTO note VALUES ('first')");
  expect(await db.value("SELECT text FROM note")).toBe("first");
  expect(await db.close()).toEqual({});
  if (!isStored) return;
  expect(await db.open({})).toMatchObject({ value: { kind: "opfs-sahpool", persistent: true } });
  expect(await db.value("SELECT text FROM note")).toBe("first");
});

it("a private window has plain files shared by all workers, or says why not", async () => {
  const page = await openPrivatePage();
  const outcome = await page.call<OpfsOutcome>("/tests/browser/crash/opfs-steps.ts", "tryOpfs");
  if ("error" in outcome) {
    expect(outcome.error).toMatchObject({ name: "StorageError", code: "unsupported" });
    expect(outcome.error.message).toContain("this browser or context does not offer it");
  } else {
    expect(outcome).toEqual({ rows: [["first"], ["first"]], files: ["private-opfs.db"] });
  }
});
