import { expect, it } from "vitest";

it("is not cross-origin isolated where the file's name asks for no headers", () => {
  expect(crossOriginIsolated).toBe(false);
});
