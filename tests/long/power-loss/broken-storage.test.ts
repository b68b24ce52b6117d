import { expect, it } from "vitest";
import { configurationNamed } from "../../support/power-loss/configuration.js";
import { CrashLab } from "../../support/power-loss/crash-lab.js";
import { explore } from "../../support/power-loss/explore.js";
import { FAULTS } from "../../support/power-loss/faults.js";
import { mixSeeds } from "../../support/power-loss/random.js";

const SEED = 1;
const MOST_RUNS = 10;
/** Milliseconds: some seconds are enough where others do not use the machine. */
const TIMEOUT = 120_000;
const POINTS = Array.from({ length: 100 }, (_, point) => point);

it.each(FAULTS)("within a thousand crash points it shows that $name", { timeout: TIMEOUT }, async (fault) => {
  const { ignoresFlush, leadsTo } = fault;
  const configuration = configurationNamed(fault.configuration);
  const lab = await CrashLab.create();
  const found = new Set<string>();
  for (let run = 0; run < MOST_RUNS && !found.has(leadsTo); run++) {
    const seed = mixSeeds(SEED, run);
    const { failures } = await explore(lab, { configuration, seed, points: POINTS, ignoresFlush });
    for (const { kind } of failures) found.add(kind);
  }
  expect(found).toContain(leadsTo);
});

it("gives the same answer whenever a crash point is tried again", { timeout: TIMEOUT }, async () => {
  const [{ ignoresFlush } = { ignoresFlush: () => true }] = FAULTS;
  const exploration = { configuration: configurationNamed("delete full 4096"), seed: 5, ignoresFlush };
  const { failures } = await explore(await CrashLab.create(), { ...exploration, points: POINTS });
  expect(failures.length).toBeGreaterThan(2);
  for (const failure of failures.slice(0, 3)) {
    const again = await explore(await CrashLab.create(), { ...exploration, points: [failure.point] });
    expect(again.failures).toEqual([failure]);
  }
});
