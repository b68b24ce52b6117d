import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createProfile, launchBrowser, removeProfile } from "../browser/harness/launch.mjs";
import { esbuildBuild } from "./setups/esbuild.js";
import { pageOfCdn, plainServer, startCdn } from "./setups/no-bundler.js";
import { viteBuild, viteDevelopment } from "./setups/vite.js";
import { webpackBuild } from "./setups/webpack.js";
import { createProject } from "./support/project.js";
import { ISOLATION, type Site, serve } from "./support/serve.js";
import { refusal, SHOWN, visit } from "./support/visit.js";

/** A site that is closed with the test. */
async function during(starting: Promise<Site>): Promise<Site> {
  const site = await starting;
  onTestFinished(() => site.close());
  return site;
}

describe.each(["chromium", "firefox"] as const)("the packed package, in %s,", (name) => {
  let profile: string;
  let browser: Browser;
  beforeAll(async () => {
    profile = await createProfile();
    browser = await launchBrowser(name, profile);
  });
  afterAll(async () => {
    await browser.close();
    await removeProfile(profile);
  });

  // In Firefox (seen in 153) a worker that starts a worker, as OpfsDb does, may hang.
  const headers = name === "firefox" ? {} : ISOLATION;
  const shown = name === "firefox" ? SHOWN.plain : SHOWN.isolated;

  it.runIf(name === "chromium").each([
    ["on Vite's development server", viteDevelopment],
    ["as Vite builds it", viteBuild],
    ["as webpack builds it", webpackBuild],
    ["as esbuild builds it", esbuildBuild],
  ])("works %s", async (_, setUp) => {
    const { url } = await during(setUp());
    expect(await visit(browser, url)).toEqual(shown);
  });

  it("works without a bundler", async () => {
    const { url } = await during(plainServer(headers));
    expect(await visit(browser, url)).toEqual(shown);
  });

  it("works from another origin", async () => {
    const { url } = await during(pageOfCdn(await during(startCdn()), headers));
    expect(await visit(browser, url)).toEqual(shown);
  });

  describe("when its worker on another origin does not start", () => {
    const emptyPage = (headers: Readonly<Record<string, string>>) =>
      during(serve(createProject({ "index.html": "<!doctype html>" }), headers));

    it("says that the page forbids it", async () => {
      const { url } = await emptyPage({ "Content-Security-Policy": "worker-src 'self'" });
      const cdn = await during(startCdn());
      expect(await refusal(browser, url, cdn.url, {})).toBe(
        `worker: the worker's script ${cdn.url}dist/worker/index.js may not be started from another origin: the page's Content-Security-Policy does not allow worker-src blob:`,
      );
    });

    it("says that it is not there", async () => {
      const { url } = await emptyPage({});
      const cdn = await during(startCdn());
      const workerUrl = `${cdn.url}missing.js`;
      expect(await refusal(browser, url, cdn.url, { workerUrl })).toBe(
        `worker: the worker's script ${workerUrl} could not be loaded: HTTP status 404`,
      );
    });
  });
});
