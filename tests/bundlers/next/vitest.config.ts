import { defineConfig } from "vitest/config";

/** For `npm run test:next`, which downloads Next. */
export default defineConfig({
  test: {
    include: ["tests/bundlers/next/*.test.ts"],
    globalSetup: ["tests/bundlers/support/install-package.ts"],
    testTimeout: 600_000,
  },
});
