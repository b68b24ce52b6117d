import { beforeAll, describe, expect, it, vi } from "vitest";
import { oo1Cases } from "../../support/parity/oo1/all-cases.js";
import { oo1Differences, oo1MissingNames } from "../../support/parity/oo1/differences.js";
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
  // The official package reports a destructor that throws on the console, whatever its configuration says.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
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

describe("oo1 has the public names of the official package", () => {
  const subjects = (api: LooseApi): Readonly<Record<string, object>> => ({
    DB: api.DB,
    "DB.prototype": api.DB.prototype as object,
    Stmt: api.Stmt,
    "Stmt.prototype": api.Stmt.prototype as object,
  });

  it.each(["DB", "DB.prototype", "Stmt", "Stmt.prototype"])("%s", (which) => {
    const theirs = subjects(official)[which] as object;
    const ours = subjects(own)[which] as object;
    const kindIn = (subject: object, name: string) => {
      for (let holder: unknown = subject; holder !== null; holder = Object.getPrototypeOf(holder)) {
        const descriptor = Object.getOwnPropertyDescriptor(holder, name);
        if (descriptor !== undefined)
          return descriptor.get === undefined ? typeof descriptor.value : "accessor";
      }
      return "missing";
    };
    const missing = Object.getOwnPropertyNames(theirs).filter((name) => {
      return kindIn(ours, name) !== kindIn(theirs, name);
    });
    const expected = Object.keys(oo1MissingNames).filter((name) => {
      return name.slice(0, name.lastIndexOf(".")) === which;
    });
    expect(missing.map((name) => `${which}.${name}`)).toEqual(expected);
  });
});
