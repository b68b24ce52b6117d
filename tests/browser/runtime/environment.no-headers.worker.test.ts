import { it } from "vitest";
import { expectEnvironment, NOT_ISOLATED } from "./expect-environment.js";

it("finds no shared memory in a worker without headers", async () => {
  await expectEnvironment("dedicated-worker", NOT_ISOLATED);
});
