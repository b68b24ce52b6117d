import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { CALL_TABLES } from "../../support/parity/calls/index.js";
import { compareCalls } from "../../support/parity/compare.js";
import { loadSubjects } from "../../support/parity/load-in-node.js";
import type { Subjects } from "../../support/parity/subject.js";

let subjects: Subjects;

beforeAll(async () => {
  // Both packages warn about some of the calls.
  for (const name of ["warn", "error"] as const) vi.spyOn(console, name).mockImplementation(() => {});
  subjects = await loadSubjects();
});

afterAll(() => {
  vi.restoreAllMocks();
});

describe("Calls that the official package gets too", () => {
  test.each(Object.keys(CALL_TABLES))(
    "%s: end the same way, but for the differences that are listed",
    (table) => {
      expect(compareCalls(subjects, table)).toEqual({ unexplained: [], stale: [] });
    },
  );

  test("are at least 600", () => {
    const count = Object.values(CALL_TABLES).reduce((sum, calls) => sum + Object.keys(calls).length, 0);
    expect(count).toBeGreaterThanOrEqual(600);
  });

  test("are found to differ when one package does something else", () => {
    const { ours, theirs } = subjects;
    const wasm = Object.create(ours.wasm as object, { jstrlen: { value: () => 1 } });
    const changed = Object.create(ours as object, { wasm: { value: wasm } });
    expect(compareCalls({ ours: changed, theirs }, "texts").unexplained).toContainEqual({
      name: 'texts: jstrlen("")',
      ours: "1",
      theirs: "0",
    });
  });
});
