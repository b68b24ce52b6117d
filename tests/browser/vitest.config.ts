import { defineConfig } from "vitest/config";

/** For the `*.browser.test.ts` files, which drive a browser from Node; `harness/run.mjs` calls it once per browser. */
export default defineConfig({
  test: {
    include: ["tests/browser/**/*.browser.test.ts"],
    fileParallelism: false,
    // One after the other in one process: what they import, Puppeteer above all, is loaded once.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
