import { describe, expect, it } from "vitest";
import { describePool } from "./pool-suite.js";

describe("a pool on a page without COOP and COEP headers", () => {
  it("needs no shared memory", () => {
    expect(crossOriginIsolated).toBe(false);
  });
  describePool();
});
