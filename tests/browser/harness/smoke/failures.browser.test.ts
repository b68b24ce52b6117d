import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { originalStack } from "../bundles.mjs";
import { type BrowserName, createProfile, launchBrowser, removeProfile } from "../launch.mjs";
import type { Place, Report } from "../messages.js";
import { siteUrl } from "../site-url.mjs";
import { runTestPage } from "../test-page.mjs";

const BROWSER = process.env.TEST_BROWSER as BrowserName;

/** What each file of `failing/` is reported as: state and name of a test, or an error's context, and its message. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  assertion: [
    "failed compares: expected { a: 1 } to deeply equal { a: 2 }",
    "failed waits too long: Test timed out in 100ms.",
  ],
  hook: ["passed passes", "error suite: hook failed", "failed suite > never runs", "skipped is skipped"],
  outside: [
    "error uncaught error: nobody catches this",
    "passed throws later",
    "error unhandled rejection: nobody awaits this",
    "passed rejects unseen",
  ],
  "no-tests": ["error tests/browser/harness/smoke/failing/no-tests.ts: No test suite found in file"],
  "does-not-load": ["error tests/browser/harness/smoke/failing/does-not-load.ts: thrown while loading"],
  "is-not-there": ["failing/is-not-there.ts: Build failed with 1 error"],
};

let profile: string;
let browser: Browser;
beforeAll(async () => {
  profile = await createProfile(BROWSER);
  browser = await launchBrowser(BROWSER, profile);
});
afterAll(async () => {
  browser.process()?.kill("SIGKILL");
  await removeProfile(profile);
});

function describeReport(report: Report): string {
  if (report.type === "done") return "done";
  if (report.type === "error") return `error ${report.context}: ${report.error.message}`;
  return `${report.state} ${report.name}${report.errors[0] ? `: ${report.errors[0].message}` : ""}`;
}

async function reportsOf(file: string, place: Place, timeout = 20_000) {
  const reports: string[] = [];
  const stacks: string[] = [];
  const url = siteUrl(`/test?file=/tests/browser/harness/smoke/failing/${file}.ts&place=${place}`);
  const onReport = (report: Report) => {
    reports.push(describeReport(report));
    if (report.type === "test") stacks.push(...report.errors.map(({ stack }) => stack));
  };
  const usable = await runTestPage(browser, url, onReport, timeout);
  return { reports, stacks, usable };
}

describe.each(["page", "worker"] as const)("in a %s", (place) => {
  it.each(Object.entries(EXPECTED))("%s is reported", async (file, expected) => {
    const { reports, usable } = await reportsOf(file, place);
    expect(reports).toEqual(expected.map((text) => expect.stringContaining(text)));
    expect(usable).toBe(true);
  });

  it("the stack of a failure leads to the line of the test", async () => {
    const { stacks } = await reportsOf("assertion", place);
    expect(await originalStack(stacks[0] ?? "")).toMatch(
      /\btests\/browser\/harness\/smoke\/failing\/assertion\.ts:3:\d+/,
    );
  });

  it("a file that never ends is stopped", async () => {
    const { reports } = await reportsOf("endless", place, 2_000);
    expect(reports).toEqual(["error page: the file did not finish within 2 s; no test has ended"]);
  });
});

it("a browser that dies is reported, and not used again", async () => {
  const running = reportsOf("endless", "worker");
  setTimeout(() => browser.process()?.kill("SIGKILL"), 1_000);
  const { reports, usable } = await running;
  expect(reports).toEqual([expect.stringMatching(/^error (page|browser): /)]);
  expect(usable).toBe(false);
});
