import { expect } from "vitest";
import type { Capability, EnvironmentReport } from "../../../src/base/index.js";
import { detectEnvironment } from "../../../src/runtime/index.js";

/** Names of the items that are not available. */
type Missing = Exclude<keyof EnvironmentReport, "context">;

/** Checks the report of the place that the test runs in: all is there except for what is listed, with its reason. */
export async function expectEnvironment(
  context: EnvironmentReport["context"],
  missing: Partial<Record<Missing, RegExp>>,
): Promise<void> {
  const report = await detectEnvironment();
  expect(structuredClone(report)).toEqual(report);
  const { context: reported, ...items } = report;
  expect(reported).toBe(context);
  for (const [name, item] of Object.entries(items) as [Missing, Capability][]) {
    const reason = missing[name];
    if (reason === undefined) expect([name, item]).toEqual([name, { available: true }]);
    else expect([name, item]).toEqual([name, { available: false, reason: expect.stringMatching(reason) }]);
  }
}

/** Why items are missing on a page without COOP and COEP headers. */
export const NOT_ISOLATED = {
  crossOriginIsolated: /COOP and COEP/,
  sharedArrayBuffer: /COOP and COEP/,
  atomicsWait: /SharedArrayBuffer/,
  atomicsWaitAsync: /SharedArrayBuffer/,
} as const;

/** Names left behind in the Origin Private File System. */
export async function storedNames(): Promise<string[]> {
  const names: string[] = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
  return names;
}
