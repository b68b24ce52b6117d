import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { measure } from "../../../scripts/size.mjs";

it("counts kilobytes of 1,000 bytes, gzipped, against the target", () => {
  const bytes = randomBytes(10_000);
  const { minified, gzipped } = measure(bytes, 10);
  expect(minified).toBe(10);
  // Random bytes do not compress: gzip adds its frame of some 30 bytes.
  expect(gzipped).toBeGreaterThan(10);
  expect(gzipped).toBeLessThan(10.1);
  expect(measure(bytes, 10).isOver).toBe(true);
  expect(measure(bytes, 10.1).isOver).toBe(false);
});
