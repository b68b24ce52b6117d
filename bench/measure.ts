import { median } from "./median.mjs";

/** Two ways of doing the same work. Each call does it once and returns the milliseconds that count. */
export interface Contest {
  /** Names the contest in tables and in the list of targets. */
  readonly name: string;
  /** What the baseline is, for people. */
  readonly baseline: string;
  runBaseline(): number;
  runOurs(): number;
}

/** What a contest came to. */
export interface Outcome {
  readonly name: string;
  readonly baseline: string;
  /** Median milliseconds of the baseline. */
  readonly baselineMs: number;
  /** Median milliseconds of ours. */
  readonly oursMs: number;
  /** Median of the rounds' ratios, ours to baseline. */
  readonly ratio: number;
  /** Smallest and largest ratio of a round. */
  readonly range: readonly [number, number];
}

/**
 * Runs both sides of a contest by turns and compares them round by round, since machines drift: within a round both
 * meet the same weather. The side that begins alternates.
 *
 * @param rounds - rounds that count
 * @param warmUps - rounds before those, for the compilers
 */
export function compete(contest: Contest, rounds: number, warmUps = 3): Outcome {
  const baseline: number[] = [];
  const ours: number[] = [];
  const ratios: number[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    let baselineMs: number;
    let oursMs: number;
    if (round % 2 === 0) {
      baselineMs = contest.runBaseline();
      oursMs = contest.runOurs();
    } else {
      oursMs = contest.runOurs();
      baselineMs = contest.runBaseline();
    }
    if (round < 0) continue;
    baseline.push(baselineMs);
    ours.push(oursMs);
    ratios.push(oursMs / baselineMs);
  }
  return {
    name: contest.name,
    baseline: contest.baseline,
    baselineMs: median(baseline),
    oursMs: median(ours),
    ratio: median(ratios),
    range: [Math.min(...ratios), Math.max(...ratios)],
  };
}

/** Milliseconds that `work` takes. */
export function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
