import { beforeAll, describe, it } from "vitest";

describe("suite", () => {
  beforeAll(() => {
    throw new Error("hook failed");
  });
  it("never runs", () => {});
});
it.skip("is skipped", () => {});
it("passes", () => {});
