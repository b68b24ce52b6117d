import { beforeAll, describe, expect, it } from "vitest";
import { oo1Cases } from "../../support/parity/oo1/all-cases.js";
import { oo1Differences } from "../../support/parity/oo1/differences.js";
import type { LooseApi } from "../../support/parity/oo1/loose-api.js";
import { loadOfficialApi } from "../../support/parity/oo1/official-api.js";
import { loadOwnApi } from "../../support/parity/oo1/own-api.js";
import type { ParityCases } from "../../support/parity/oo1/parity-case.js";
import { type Outcome, outcomeOf } from "../../support/parity/oo1/outcome.js";

/** Calls that this comparison is to hold at least, so that none get lost unnoticed. */
const LEAST_CALLS = 1_000;

let official: LooseApi;
let own: LooseApi;

beforeAll(async () => {
  [official, own] = await Promise.all([loadOfficialApi(), loadOwnApi()]);
});

function run(api: LooseApi, call: ParityCases[string]): Outcome {
  const db = new api.DB();
  try {
    return outcomeOf(() => call({ api, db }), { DB: api.DB, Stmt: api.Stmt }, api.SQLite3Error);
  } finally {
    db.close();
  }
}

describe.each(Object.entries(oo1Cases))("oo1, %s: does as the official package does", (group, cases) => {
  it.each(Object.entries(cases))("%s", (title, call) => {
    const outcomes = { own: run(own, call), official: run(official, call) };
    const reason = oo1Differences[`${group}: ${title}`];
    if (reason === undefined) expect(outcomes.own).toEqual(outcomes.official);
    else expect(outcomes.own, `no longer a difference: ${reason}`).not.toEqual(outcomes.official);
  });
});

it(`compares at least ${LEAST_CALLS} calls`, () => {
  const titles = Object.entries(oo1Cases).flatMap(([group, cases]) =>
    Object.keys(cases).map((title) => `${group}: ${title}`),
  );
  expect(titles.length).toBeGreaterThanOrEqual(LEAST_CALLS);
  expect(Object.keys(oo1Differences).filter((key) => !titles.includes(key))).toEqual([]);
});
