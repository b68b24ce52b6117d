import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StorageKind } from "web-sqlite-v2";
import type { Verdict } from "../../support/crash/check-state.js";
import { Random } from "../../support/crash/random.js";
import { readSettings } from "../../support/crash/settings.js";
import { TestBrowser } from "../harness/driver.js";
import type { Lives } from "./kill-steps.js";

const STEPS = "/tests/browser/crash/kill-steps.ts";

/** Most lives of one call into the page, so that it ends well before the driver's patience. */
const BATCH = 20;

/** Longest that a browser writes before it is killed, in milliseconds. */
const LONGEST_RUN = 400;

const { storages, seed, workerKills, browserKills } = readSettings();

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

/** Kills workers until it is enough. */
async function killWorkers(storage: StorageKind) {
  const page = await browser.openPage({ origin: `workers-${storage}` });
  const total = { kills: 0, committed: 0, unacknowledged: 0 };
  for (let first = 0; total.kills < workerKills; first += BATCH) {
    const count = Math.min(BATCH, workerKills - total.kills);
    const lives = await page.call<Lives>(
      STEPS,
      "liveAndDie",
      { storage, seed },
      first,
      count,
      total.committed,
    );
    expect(lives.complaints, storage).toEqual([]);
    total.kills += lives.kills;
    total.unacknowledged += lives.unacknowledged;
    total.committed = lives.committed;
  }
  await page.close();
  console.log(`    ${storage}, seed ${seed}, killed workers: ${JSON.stringify(total)}`);
  return total;
}

/** Has the databases checked that earlier rounds left, and then written to. */
class BrowserVictim {
  readonly storage: StorageKind;
  acknowledged = 0;

  constructor(storage: StorageKind) {
    this.storage = storage;
  }

  /** @param round - how many times the browser has been killed */
  async start(round: number): Promise<void> {
    const page = await browser.openPage({ origin: `browsers-${this.storage}` });
    await page.page.exposeFunction("acknowledge", (number: number) => {
      this.acknowledged = number;
    });
    const acknowledge = round === browserKills ? undefined : "acknowledge";
    const args = [{ storage: this.storage, seed }, round, this.acknowledged, acknowledge];
    const { complaints } = await page.call<Verdict>(STEPS, "checkAndWrite", ...args);
    expect(complaints, `${this.storage} after ${round} kills of the browser`).toEqual([]);
  }
}

describe(`npm run test:crash -- --seed ${seed}: every commit is there, and no half of one,`, () => {
  it(
    `when the worker is killed ${workerKills} times`,
    async () => {
      for (const total of await Promise.all(storages.map(killWorkers))) {
        // A writer that never gets to commit would show nothing.
        expect(total.committed).toBeGreaterThan(workerKills / 4);
      }
    },
    30_000 + workerKills * 2_000,
  );

  it(
    `when the browser is killed ${browserKills} times`,
    async () => {
      const random = new Random(seed);
      const victims = storages.map((storage) => new BrowserVictim(storage));
      for (let round = 0; round <= browserKills; round++) {
        await Promise.all(victims.map((victim) => victim.start(round)));
        if (round === browserKills) break;
        await setTimeout(random.below(LONGEST_RUN));
        await browser.kill();
        await browser.restart();
      }
      for (const { storage, acknowledged } of victims) {
        console.log(`    ${storage}, seed ${seed}, killed browsers: ${acknowledged} commits`);
        expect(acknowledged).toBeGreaterThan(browserKills / 4);
      }
    },
    30_000 + browserKills * 20_000,
  );
});
