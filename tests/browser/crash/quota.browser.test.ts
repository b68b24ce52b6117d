import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { StorageKind } from "web-sqlite-v2";
import { readSettings } from "../../support/crash/settings.js";
import { TestBrowser, type TestPage } from "../harness/driver.js";
import { DrivenDatabase } from "./driven-database.js";
import type { Failure, Outcome } from "./steps.js";

/** Bytes that the origin of a test may store. */
const QUOTA = 16 * 1024 * 1024;

/** Kibibytes of the profile of which Firefox gives a site a fifth, but at least ten MiB: so this comes to ten MiB. */
const FIREFOX_PROFILE_LIMIT = 40_000;

const FILLER = "filler";
const FILLER_SIZE = 5 * 1024 * 1024;

const LARGE = "INSERT INTO note VALUES (randomblob(1000000))";
const SMALL = "INSERT INTO note VALUES (randomblob(100000))";

const { storages } = readSettings();
const isFirefox = process.env.TEST_BROWSER === "firefox";
const cases = storages.flatMap((storage) =>
  // The default of the other is DELETE.
  (storage === "opfs-sahpool" ? ["the default journal", "DELETE"] : ["DELETE"]).map((journal) => ({
    storage,
    journal,
  })),
);

let opened = 0;
let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start({
    "dom.quotaManager.temporaryStorage.fixedLimit": FIREFOX_PROFILE_LIMIT,
  });
});
afterAll(() => browser.close());

let page: TestPage | undefined;
/** A database that is open keeps what it takes of the room of all origins. */
afterEach(async () => {
  if (page?.page.isClosed() === false) await page.close();
});

/** Chromium's quota for the origin of a page; without a size, its own again. */
async function overrideQuota({ page }: TestPage, quotaSize?: number): Promise<void> {
  const session = await page.createCDPSession();
  const { origin } = new URL(page.url());
  const size = quotaSize === undefined ? {} : { quotaSize };
  await session.send("Storage.overrideQuotaForOrigin", { origin, ...size });
}

/** Opens a database of one row on an origin of its own, where only little more can be stored. */
async function openInLittleRoom(storage: StorageKind, journal: string): Promise<DrivenDatabase> {
  opened += 1;
  page = await browser.openPage({ origin: `quota-${opened}` });
  const db = new DrivenDatabase(page, "full.db");
  if (isFirefox) expect(await db.step("storeFile", FILLER, FILLER_SIZE)).toEqual({});
  else await overrideQuota(page, QUOTA);
  expect(await db.open({ storage })).toMatchObject({ value: { persistent: true } });
  if (journal === "DELETE") await db.exec("PRAGMA journal_mode = DELETE");
  await db.exec("CREATE TABLE note(text); INSERT INTO note VALUES ('first')");
  return db;
}

async function makeRoom(db: DrivenDatabase): Promise<void> {
  if (isFirefox) await db.step("removeEntry", FILLER);
  else await overrideQuota(db.page);
}

/** Runs a transaction that takes more than there is. */
async function fillUp(db: DrivenDatabase): Promise<Failure | undefined> {
  const outcome = await db.step<Outcome<void>>("transaction", ...Array<string>(40).fill(LARGE));
  return "error" in outcome ? outcome.error : undefined;
}

describe.each(cases)("A full quota, on $storage with $journal", ({ storage, journal }) => {
  it("rolls the transaction back that meets it, and goes on when there is room again", async () => {
    const db = await openInLittleRoom(storage, journal);
    expect(await fillUp(db)).toMatchObject({ name: "FullError", cause: { name: "QuotaError" } });
    await makeRoom(db);
    expect(await db.value("SELECT count(*) FROM note")).toBe(1);
    await db.exec(SMALL);
    expect(await db.value("PRAGMA integrity_check")).toBe("ok");
    await db.close();
    await db.open({ storage });
    expect(await db.value("SELECT count(*) FROM note")).toBe(2);
    await db.page.close();
  });

  it("keeps what was committed before, one by one", async () => {
    const db = await openInLittleRoom(storage, journal);
    const { done, error } = await db.step<{ done: number; error?: Failure }>("repeat", SMALL, 1000);
    expect(error).toMatchObject({ name: "FullError", cause: { name: "QuotaError" } });
    expect(done).toBeGreaterThan(0);
    await db.close();
    await makeRoom(db);
    await db.open({ storage });
    expect(await db.value("SELECT count(*) FROM note")).toBe(1 + done);
    expect(await db.value("PRAGMA integrity_check")).toBe("ok");
    await db.page.close();
  });

  it("leaves nothing of the commit that failed to come back", async () => {
    const db = await openInLittleRoom(storage, journal);
    const { done, error } = await db.step<{ done: number; error?: Failure }>("repeat", SMALL, 1000);
    expect(error).toMatchObject({ name: "FullError" });
    await makeRoom(db);
    await db.exec("ATTACH 'other.db' AS other; CREATE TABLE other.note(text)");
    await db.page.reload();
    await db.open({ storage });
    expect(await db.value("SELECT count(*) FROM note")).toBe(1 + done);
    await db.page.close();
  });

  // Firefox answers a write that it refuses with 0 bytes.
  it("is SQLITE_FULL, for quota", async () => {
    const db = await openInLittleRoom(storage, journal);
    expect(await fillUp(db)).toMatchObject({ code: "SQLITE_FULL", cause: { code: "quota" } });
    await db.page.close();
  });

  it("leaves the database readable meanwhile", async () => {
    const db = await openInLittleRoom(storage, journal);
    await fillUp(db);
    expect(await db.value("SELECT count(*) FROM note")).toBe(1);
    await db.page.close();
  });
});
