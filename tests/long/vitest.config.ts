import { defineConfig } from "vitest/config";

/** Tests in Node that take longer than people like to wait for after each change: simulated power losses, and others. */
export default defineConfig({
  test: {
    include: ["tests/long/**/*.test.ts"],
    environment: "node",
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
});
