import { defineConfig } from "vitest/config";

/** For the `*.browser.test.ts` files, which drive a browser from Node; `harness/run.mjs` calls it once per browser. */
export default defineConfig({
  test: {
    include: ["tests/browser/**/*.browser.test.ts"],
    // Each drives a browser of its own, and most of the time waits for it.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
