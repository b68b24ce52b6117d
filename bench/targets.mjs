// @ts-check
import { readFile } from "node:fs/promises";

/**
 * One target: how many times what `to` took may `of` take at work `work`; without `to` the figure itself is limited.
 *
 * @typedef {{ work: string, of: string, to?: string, atMost?: number, atLeast?: number }} Target
 */

/**
 * A target beside its figure.
 *
 * @typedef {{ target: Target, figure: number | undefined, verdict: "met" | "MISSED" | "not measured" }} Judgement
 */

/**
 * @param {string} suite
 * @returns {Promise<Target[]>} the suite's targets in targets.json
 */
export async function readTargets(suite) {
  const all = JSON.parse(await readFile(new URL("targets.json", import.meta.url), "utf8"));
  return all[suite] ?? [];
}

/**
 * @param {readonly Target[]} targets
 * @param {(target: Target) => number | undefined} measure gives a target's figure, `undefined` where there is none
 * @returns {Judgement[]}
 */
export function judge(targets, measure) {
  return targets.map((target) => {
    const figure = measure(target);
    if (figure === undefined) return { target, figure, verdict: "not measured" };
    const { atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY } = target;
    return { target, figure, verdict: figure <= atMost && figure >= atLeast ? "met" : "MISSED" };
  });
}

/**
 * @param {Target} target
 * @returns {string} such as "at most 1.5"
 */
export function formatLimit({ atMost, atLeast }) {
  return atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
}

/**
 * @param {Judgement} judgement one that is not met
 * @returns {string} a sentence for people
 */
export function formatMiss({ target, figure }) {
  const sides = target.to === undefined ? target.of : `${target.of} to ${target.to}`;
  const found =
    figure === undefined ? "not measured" : `${figure.toFixed(2)} instead of ${formatLimit(target)}`;
  return `${target.work}, ${sides}: ${found}`;
}
