import { expect, it, onTestFinished } from "vitest";
import { createProfile, launchBrowser, removeProfile } from "../../browser/harness/launch.mjs";
import { nextBuild } from "../setups/next.js";
import { SHOWN, visit } from "../support/visit.js";

it("the packed package works as Next builds it", async () => {
  const site = await nextBuild();
  onTestFinished(() => site.close());
  const profile = await createProfile();
  const browser = await launchBrowser("chromium", profile);
  onTestFinished(async () => {
    await browser.close();
    await removeProfile(profile);
  });
  expect(await visit(browser, site.url)).toEqual(SHOWN.isolated);
});
