import { defineConfig } from "vitest/config";

/** Unit tests: they run in Node, on the real sqlite3.wasm. */
export default defineConfig({
  test: {
    include: ["tests/unit/**/*.test.ts"],
    environment: "node",
    pool: "forks",
    maxWorkers: 2,
    // A third of the time would go into loading the sources anew for each file.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
