import official from "@sqlite.org/sqlite-wasm";
import { expect, it } from "vitest";
import { CALL_TABLES } from "./calls/index.js";
import { compareCalls, compareNames } from "./compare.js";
import { startBoth } from "./start-both.js";

const AS_LISTED = { unexplained: [], stale: [] };

/** Compares both packages where the test runs: in a page or in a worker. */
export function compareWithOfficialPackage(): void {
  it("has every name of the official package, but for the differences that are listed", async () => {
    expect(compareNames(await startBoth(official))).toEqual(AS_LISTED);
  });

  it("ends every call as the official package does, but for the differences that are listed", async () => {
    const subjects = await startBoth(official);
    for (const table of Object.keys(CALL_TABLES)) expect(compareCalls(subjects, table)).toEqual(AS_LISTED);
  });
}
