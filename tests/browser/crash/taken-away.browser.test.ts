import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenOptions, StorageKind } from "web-sqlite-v2";
import { readSettings } from "../../support/crash/settings.js";
import { TestBrowser, type TestPage } from "../harness/driver.js";
import { DrivenDatabase } from "./driven-database.js";
import type { Failure } from "./steps.js";

const HERE = "/bundle/tests/browser/crash";
/** Has the thread lose its handles that has them. */
const handleLosing = (storage: StorageKind): OpenOptions =>
  storage === "opfs"
    ? { proxyUrl: `${HERE}/handle-losing.proxy.ts` }
    : { workerUrl: `${HERE}/handle-losing.worker.ts` };
/** Where in OPFS a database lies. */
const entryOf = (storage: StorageKind) => (storage === "opfs" ? "taken.db" : "web-sqlite-v2");
const INSERT = "INSERT INTO note VALUES ('more')";

const { storages } = readSettings();

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

/**
 * What happens in each browser. Chromium unlinks the files and lets their handles write on without an error, an event or
 * a word from a FileSystemObserver; only a look at the folder shows that it is gone, and closing a handle then never
 * returns. No protocol clears a site's storage in Firefox.
 */
const itEvicts = process.env.TEST_BROWSER === "firefox" ? it.skip : it;

/** Evicts all that the origin of a page stores, as a user or a browser that is short of room does. */
async function evict({ page }: TestPage): Promise<void> {
  const session = await page.createCDPSession();
  const { origin } = new URL(page.url());
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
}

describe.each(storages)("Storage that is taken away from an open database on %s", (storage) => {
  async function openNotes(origin: string, options: OpenOptions = {}): Promise<DrivenDatabase> {
    const db = new DrivenDatabase(await browser.openPage({ origin: `${origin}-${storage}` }), "taken.db");
    const opened = await db.open({ ...options, storage });
    expect(opened).toMatchObject({ value: { persistent: true } });
    await db.exec("CREATE TABLE note(text); INSERT INTO note VALUES ('first')");
    return db;
  }

  /** Writes until it is refused or enough, and looks whether all that was acknowledged is there for the next one. */
  async function expectNoSilentLoss(db: DrivenDatabase): Promise<void> {
    const { done, error } = await db.step<{ done: number; error?: Failure }>("repeat", INSERT, 20);
    if (error !== undefined) {
      // A statement that fails says it through SQLite; where a look between two statements was first, the next says it.
      const lost = error.name === "IoError" ? error.cause : error;
      expect(lost).toMatchObject({ name: "LostError", code: "lost" });
    }
    const closed = await db.close();
    await db.open({ storage });
    if ("error" in closed) return;
    const count = await db.value("SELECT count(*) FROM note").catch(() => 0);
    expect(count).toBeGreaterThanOrEqual(done === 0 ? 0 : 1 + done);
    if (count !== 0) expect(await db.value("PRAGMA integrity_check")).toBe("ok");
    await db.page.close();
  }

  it("by closing its handles: statements say that it is lost, and it opens again with all commits", async () => {
    const db = await openNotes("handles", handleLosing(storage));
    expect(await db.step("closeHandles")).toEqual({});
    expect(await db.failureOf(INSERT)).toMatchObject({
      name: "IoError",
      code: expect.stringMatching(/^SQLITE_IOERR_/) as string,
      cause: { name: "LostError", code: "lost" },
    });
    expect(await db.failureOf(INSERT)).toMatchObject({ name: "IoError", cause: { code: "lost" } });
    expect(await db.close()).toEqual({});
    await db.open({ storage });
    expect(await db.value("SELECT count(*) FROM note")).toBe(1);
    await db.page.close();
  });

  it.runIf(storage === "opfs")(
    "by the death of its proxy: statements say so, and it opens again",
    async () => {
      const db = await openNotes("proxy");
      await db.step("endProxies");
      const lost = { name: "IoError", cause: { name: "LostError", code: "lost" } };
      expect(await db.failureOf(INSERT)).toMatchObject(lost);
      expect(await db.failureOf(INSERT)).toMatchObject(lost);
      expect(await db.close()).toEqual({});
      await db.open({ storage });
      expect(await db.value("SELECT count(*) FROM note")).toBe(1);
      await db.exec(INSERT);
      await db.page.close();
    },
  );

  it("by removing its folder or file: refused by the browser, or said by the next statement that writes", async () => {
    const db = await openNotes("folder");
    await db.step("removeEntry", entryOf(storage));
    await expectNoSilentLoss(db);
  });

  itEvicts("by eviction: said by a statement or by closing, before the next one finds it gone", async () => {
    const db = await openNotes("evicted");
    await evict(db.page);
    await expectNoSilentLoss(db);
  });

  it.runIf(storage === "opfs-sahpool" && process.env.TEST_BROWSER !== "firefox")(
    "by eviction, although another page has made the database anew: said by a statement",
    async () => {
      const db = await openNotes("anew");
      await evict(db.page);
      const other = new DrivenDatabase(await browser.openPage({ origin: `anew-${storage}` }), "taken.db");
      expect(await other.open({ storage })).toMatchObject({ value: { persistent: true } });
      // The worker looks once a second.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      expect(await db.failureOf(INSERT)).toMatchObject({ name: "LostError", code: "lost" });
      await other.exec("CREATE TABLE mine(text)");
      await Promise.all([db.page.close(), other.page.close()]);
    },
  );
});
