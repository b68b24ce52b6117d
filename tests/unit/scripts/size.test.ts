import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { loadedWith, measure } from "../../../scripts/size.mjs";

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

it("counts what a script imports, and not what it may import later", () => {
  const folder = mkdtempSync(join(tmpdir(), "size-"));
  try {
    writeFileSync(join(folder, "a.js"), 'import{b}from"./b.js";import"./c.js";const d=()=>import("./d.js");');
    writeFileSync(join(folder, "b.js"), 'export{c as b}from"./c.js";');
    writeFileSync(join(folder, "c.js"), "export const c=1;");
    writeFileSync(join(folder, "d.js"), "");
    expect([...loadedWith(join(folder, "a.js"))].map((path) => basename(path)).sort()).toEqual([
      "a.js",
      "b.js",
      "c.js",
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
