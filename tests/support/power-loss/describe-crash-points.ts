import { expect, it } from "vitest";
import type { Configuration } from "./configuration.js";
import { CrashLab } from "./crash-lab.js";
import { explore } from "./explore.js";
import { mixSeeds } from "./random.js";

const SEED = 1;
/** Crash points of a run in which room runs out: fewer, since most of what they try is tried without that as well. */
const FULL_POINTS = 40;

/** Milliseconds for one configuration: some seconds, and many more where others use the machine. */
const TIMEOUT = 120_000;

/**
 * Tries crashes of every configuration.
 *
 * @param crashPoints - of all configurations together, each in room enough
 * @param runs - workloads recorded per configuration; each is crashed at many points
 */
export function describeCrashPoints(
  configurations: readonly Configuration[],
  crashPoints: number,
  runs: number,
): void {
  const points = Array.from(
    { length: Math.ceil(crashPoints / configurations.length / runs) },
    (_, point) => point,
  );

  it.each(configurations)(
    "$name: after a crash at any point, what was promised is there",
    async (configuration) => {
      const lab = await CrashLab.create();
      for (let run = 0; run < runs; run++) {
        const seed = mixSeeds(SEED, configurations.indexOf(configuration) * runs + run);
        const { failures, crashCount } = await explore(lab, { configuration, seed, points });
        expect(failures.map(({ message }) => message).join("\n")).toBe("");
        expect(crashCount).toBeGreaterThanOrEqual(points.length);
      }
    },
    TIMEOUT,
  );

  it.each(configurations)(
    "$name: where room runs out, reading goes on, and no commit that was refused is there after a crash",
    async (configuration) => {
      const lab = await CrashLab.create();
      let refusalCount = 0;
      for (let run = 0; run < runs; run++) {
        const seed = mixSeeds(SEED + 1, configurations.indexOf(configuration) * runs + run);
        const few = points.slice(0, FULL_POINTS);
        const exploration = { configuration, seed, points: few, runsOutOfRoom: true };
        const { failures, refusals } = await explore(lab, exploration);
        expect(failures.map(({ message }) => message).join("\n")).toBe("");
        refusalCount += refusals;
      }
      expect(refusalCount).toBeGreaterThan(0);
    },
    TIMEOUT,
  );
}
