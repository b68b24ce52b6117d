import { expect, it } from "vitest";
import { storeByte, storedByte } from "./steps.js";

it("is cross-origin isolated by default", () => {
  expect(crossOriginIsolated).toBe(true);
  expect(new SharedArrayBuffer(8).byteLength).toBe(8);
});

it("starts module workers written in TypeScript, and has storage of its own", async () => {
  expect(await storedByte()).toBe(-1);
  expect(await storeByte(42)).toBe(42);
  expect(await storedByte()).toBe(42);
});
