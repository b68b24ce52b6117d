import { expect, it } from "vitest";
import { expectEnvironment, storedNames } from "./expect-environment.js";

it("finds all in an isolated window but blocking and synchronous access handles", async () => {
  await expectEnvironment("window", {
    atomicsWait: /^TypeError: /,
    syncAccessHandles: /dedicated workers/,
  });
  expect(await storedNames()).toEqual([]);
});
