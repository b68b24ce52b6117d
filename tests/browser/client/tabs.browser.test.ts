import { afterAll, beforeAll, expect, it } from "vitest";
import { TestBrowser, type TestPage } from "../harness/driver.js";

const STEPS = "/tests/browser/client/steps.ts";
const openIn = (page: TestPage, options = {}) => page.call(STEPS, "openDatabase", "tabs.db", options);
const count = (page: TestPage, script = "") => page.call(STEPS, "countNotes", script);

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

const shared = { storage: "opfs" };
const openShared = (page: TestPage) => page.call(STEPS, "openDatabase", "shared/tabs.db", shared);

it("gives a database to one tab at a time, and to the next when it is closed", async () => {
  const [first, second] = [await browser.openPage(), await browser.openPage()];
  expect(await openIn(first)).toBe("opfs-sahpool");
  expect(await count(first, "CREATE TABLE note(a); INSERT INTO note VALUES (1)")).toBe(1);
  expect(await openIn(second, { lockTimeout: 500 })).toBe("locked");
  expect(await count(first, "INSERT INTO note VALUES (2)")).toBe(2);
  await first.call(STEPS, "closeDatabase");
  expect(await openIn(second)).toBe("opfs-sahpool");
  expect(await count(second)).toBe(2);
  await Promise.all([first.close(), second.close()]);
});

it("is there again after a reload and a new tab, although nobody closed it", async () => {
  const page = await browser.openPage();
  expect(await openIn(page)).toBe("opfs-sahpool");
  await count(page, "INSERT INTO note VALUES (3)");
  await page.reload();
  expect(await openIn(page)).toBe("opfs-sahpool");
  expect(await count(page, "INSERT INTO note VALUES (4)")).toBe(4);
  await page.close();
  const next = await browser.openPage();
  expect(await openIn(next)).toBe("opfs-sahpool");
  expect(await count(next)).toBe(4);
  await next.close();
});

it("is there again after the browser was killed", async () => {
  const page = await browser.openPage();
  await openIn(page);
  await count(page, "INSERT INTO note VALUES (5)");
  await browser.kill();
  await browser.restart();
  const again = await browser.openPage();
  expect(await openIn(again)).toBe("opfs-sahpool");
  expect(await count(again)).toBe(5);
});

it("gives a plain file to all tabs at once, and each sees what the others commit", async () => {
  const pages = [await browser.openPage(), await browser.openPage()] as const;
  expect(await Promise.all(pages.map(openShared))).toEqual(["opfs", "opfs"]);
  expect(await count(pages[0], "CREATE TABLE note(a); INSERT INTO note VALUES (1)")).toBe(1);
  for (let value = 2; value < 10; value++) {
    expect(await count(pages[value % 2 === 0 ? 0 : 1], `INSERT INTO note VALUES (${value})`)).toBe(value);
  }
  await pages[0].call(STEPS, "closeDatabase");
  expect(await count(pages[1])).toBe(9);
  await Promise.all(pages.map((page) => page.close()));
});

it("undoes what a tab had not committed when it was reloaded or closed, and locks no other tab out", async () => {
  const [doomed, other] = [await browser.openPage(), await browser.openPage()];
  await Promise.all([openShared(doomed), openShared(other)]);
  expect(await count(other)).toBe(9);
  await doomed.call(STEPS, "leaveTransactionOpen");
  await doomed.reload();
  expect(await count(other, "INSERT INTO note VALUES (10)")).toBe(10);
  await openShared(doomed);
  expect(await count(doomed)).toBe(10);
  await doomed.call(STEPS, "leaveTransactionOpen");
  await doomed.close();
  expect(await count(other, "INSERT INTO note VALUES (11)")).toBe(11);
  await other.close();
});
