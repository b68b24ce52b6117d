import { afterAll, beforeAll, expect, it } from "vitest";
import type { StorageReport } from "web-sqlite-v2";
import { TestBrowser, TestPage } from "../harness/driver.js";
import { DrivenDatabase } from "./driven-database.js";
import type { OpfsOutcome } from "./opfs-steps.js";
import type { Outcome } from "./steps.js";

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

it("a private window has persistent storage, or memory with the reason and a refusal for who needs more", async () => {
  const db = new DrivenDatabase(await openPrivatePage(), "private.db");
  const opened = await db.open({});
  const report = (opened as Extract<Outcome<StorageReport>, { value: unknown }>).value;
  await db.exec("CREATE TABLE note(text); INSERT INTO note VALUES ('first')");
  expect(await db.value("SELECT text FROM note")).toBe("first");
  expect(await db.close()).toEqual({});
  const demanded = await db.open({ requirePersistence: true });
  if (report.persistent) {
    expect(demanded).toMatchObject({ value: { kind: report.kind, persistent: true } });
    expect(await db.value("SELECT text FROM note")).toBe("first");
  } else {
    expect(report).toMatchObject({
      kind: "memory",
      reason: expect.stringContaining("no persistent storage here: "),
    });
    expect(demanded).toMatchObject({ error: { name: "StorageError", code: "unsupported" } });
  }
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
