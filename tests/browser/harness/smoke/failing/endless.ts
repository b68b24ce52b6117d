import { it } from "vitest";

it("never returns", () => {
  for (;;);
});
