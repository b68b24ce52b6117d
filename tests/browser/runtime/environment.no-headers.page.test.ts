import { it } from "vitest";
import { expectEnvironment, NOT_ISOLATED } from "./expect-environment.js";

it("finds no shared memory in a window without headers", async () => {
  await expectEnvironment("window", { ...NOT_ISOLATED, syncAccessHandles: /dedicated workers/ });
});
