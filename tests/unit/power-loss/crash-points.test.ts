import { expect, it } from "vitest";
import { CONFIGURATIONS } from "../../support/power-loss/configuration.js";
import { CrashLab } from "../../support/power-loss/crash-lab.js";
import { explore } from "../../support/power-loss/explore.js";
import { mixSeeds } from "../../support/power-loss/random.js";

const SEED = 1;
const CRASH_POINTS = 10_000;
/** Workloads recorded per configuration; each is crashed at many points. */
const RUNS = 3;
const POINTS = Array.from(
  { length: Math.ceil(CRASH_POINTS / CONFIGURATIONS.length / RUNS) },
  (_, point) => point,
);

it.each(CONFIGURATIONS)(
  "$name: after a crash at any point, what was promised is there",
  async (configuration) => {
    const lab = await CrashLab.create();
    for (let run = 0; run < RUNS; run++) {
      const seed = mixSeeds(SEED, CONFIGURATIONS.indexOf(configuration) * RUNS + run);
      const { failures, crashCount } = await explore(lab, { configuration, seed, points: POINTS });
      expect(failures.map(({ message }) => message).join("\n")).toBe("");
      expect(crashCount).toBeGreaterThanOrEqual(POINTS.length);
    }
  },
);

/** Fewer: most of what they try is tried above as well. */
const FULL_POINTS = POINTS.slice(0, 40);

it.each(CONFIGURATIONS)(
  "$name: where room runs out, reading goes on, and no commit that was refused is there after a crash",
  async (configuration) => {
    const lab = await CrashLab.create();
    let refusalCount = 0;
    for (let run = 0; run < RUNS; run++) {
      const seed = mixSeeds(SEED + 1, CONFIGURATIONS.indexOf(configuration) * RUNS + run);
      const exploration = { configuration, seed, points: FULL_POINTS, runsOutOfRoom: true };
      const { failures, refusals } = await explore(lab, exploration);
      expect(failures.map(({ message }) => message).join("\n")).toBe("");
      refusalCount += refusals;
    }
    expect(refusalCount).toBeGreaterThan(0);
  },
);
