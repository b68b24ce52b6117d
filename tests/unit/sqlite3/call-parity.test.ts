import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { CALL_TABLES } from "../../support/parity/calls/index.js";
import { CALL_DIFFERENCES } from "../../support/parity/differences.js";
import { explain } from "../../support/parity/explain.js";
import { loadSubjects, type Subjects } from "../../support/parity/load-in-node.js";
import { outcomeOf } from "../../support/parity/outcome.js";

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
      const calls = Object.entries(CALL_TABLES[table] ?? {});
      const differing = calls
        .map(([name, call]) => ({
          name: `${table}: ${name}`,
          ours: outcomeOf(call, subjects.ours),
          theirs: outcomeOf(call, subjects.theirs),
        }))
        .filter(({ ours, theirs }) => ours !== theirs);
      const { unexplained, stale } = explain(
        differing.map(({ name }) => name),
        CALL_DIFFERENCES,
        (where) => where.startsWith(`${table}: `),
      );
      expect(differing.filter(({ name }) => unexplained.includes(name))).toEqual([]);
      expect(stale).toEqual([]);
    },
  );

  test("are many, and have one name each", () => {
    const count = Object.values(CALL_TABLES).reduce((sum, calls) => sum + Object.keys(calls).length, 0);
    expect(count).toBeGreaterThanOrEqual(600);
  });
});
