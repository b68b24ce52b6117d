import { median } from "../median.mjs";

/** Quick works are repeated, at most so often and for so long, and their median counts: machines have hiccups. */
const MOST_REPETITIONS = 5;
const BUDGET = 1000;

/** Milliseconds that `work` takes. */
export async function timed(work: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Repeats quick work.
 *
 * @param work - gets the number of the repetition, from 0, and returns the milliseconds that count
 * @returns their median
 */
export async function repeated(work: (repetition: number) => Promise<number>): Promise<number> {
  const start = performance.now();
  const times: number[] = [];
  do times.push(await work(times.length));
  while (times.length < MOST_REPETITIONS && performance.now() - start < BUDGET);
  return median(times);
}
