import { expect, it } from "vitest";
import { expectEnvironment, storedNames } from "./expect-environment.js";

it("finds all in an isolated worker, and leaves no file behind", async () => {
  await expectEnvironment("dedicated-worker", {});
  expect(await storedNames()).toEqual([]);
});
