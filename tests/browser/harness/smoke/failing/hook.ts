import { beforeAll, describe, it } from "vitest";

describe("suite", () => {
  beforeAll(() => {
    throw new Error("hook failed");
  });
  it("never runs", () => {});
});
it.skip("is skipped", () => {}); // skipped so that the harness is seen to count skipped tests
it("passes", () => {});
