import { expect, test } from "vitest";
import { compareNames, readNames } from "../../support/parity/compare.js";
import { loadSubjects } from "../../support/parity/load-in-node.js";

test("every name of the official package is here, of the same kind, but for the differences that are listed", async () => {
  expect(compareNames(await loadSubjects())).toEqual({ unexplained: [], stale: [] });
});

test("a name that is taken away is noticed, among a few hundred", async () => {
  const { ours, theirs } = await loadSubjects();
  expect(readNames(ours).size).toBeGreaterThan(300);
  const { peek8, ...others } = ours.wasm as unknown as Record<string, unknown>;
  const without = Object.create(ours as object, { wasm: { value: others } });
  expect(compareNames({ ours: without, theirs }).unexplained).toContainEqual({
    path: "wasm.peek8",
    ours: "missing",
    theirs: `function of ${(peek8 as { length: number }).length}`,
  });
});
