import type { StorageKind } from "web-sqlite-v2";

/** The storages whose databases must survive; a new one joins here. */
const STORAGES: readonly StorageKind[] = ["opfs-sahpool", "opfs"];

/** Workers killed in each browser in the test run, in all storages together: 200 in Chromium and Firefox. */
const TEST_RUN_WORKER_KILLS = 100;

/** Browsers killed in the test run. Firefox takes twice as long to start. */
const TEST_RUN_BROWSER_KILLS = { chromium: 10, firefox: 5 };

/** How the crash tests run; `npm run test:crash` sets the environment variables. */
export interface CrashSettings {
  readonly storages: readonly StorageKind[];
  readonly seed: number;
  /** In each storage. */
  readonly workerKills: number;
  /** Of the browser with all storages. */
  readonly browserKills: number;
}

/** Reads the settings from `CRASH_RUNS`, `CRASH_SEED` and `CRASH_STORAGE`; without a seed each run has another. */
export function readSettings(
  { CRASH_RUNS, CRASH_SEED, CRASH_STORAGE, TEST_BROWSER } = process.env,
): CrashSettings {
  const storages = STORAGES.filter((kind) => CRASH_STORAGE === undefined || CRASH_STORAGE === kind);
  if (storages.length === 0) throw new RangeError(`--storage is one of ${STORAGES.join(", ")}`);
  return {
    storages,
    seed: Number(CRASH_SEED ?? Date.now() % 1_000_000),
    workerKills: Number(CRASH_RUNS ?? TEST_RUN_WORKER_KILLS / storages.length),
    browserKills: Number(
      CRASH_RUNS ?? TEST_RUN_BROWSER_KILLS[TEST_BROWSER === "firefox" ? "firefox" : "chromium"],
    ),
  };
}
