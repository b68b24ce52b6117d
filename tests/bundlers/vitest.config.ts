import { defineConfig } from "vitest/config";

/** For the tests of the packed package: installed, checked, compiled against, bundled and opened in browsers. */
export default defineConfig({
  test: {
    include: ["tests/bundlers/*.test.ts"],
    globalSetup: ["tests/bundlers/support/install-package.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
