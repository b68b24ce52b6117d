import { expect, it } from "vitest";
import { storedByte } from "./steps.js";

it("is not cross-origin isolated where the file's name asks for no headers", () => {
  expect(crossOriginIsolated).toBe(false);
  expect(typeof SharedArrayBuffer).toBe("undefined");
});

it("sees nothing that another file stored", async () => {
  expect(await storedByte()).toBe(-1);
});
