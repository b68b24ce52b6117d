import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { withChecks } from "../../support/docs/checks.mjs";
import { readPages } from "../../support/docs/pages.mjs";
import { typedModule } from "../../support/docs/sample-module.mjs";
import { readSamples } from "../../support/docs/samples.mjs";

const ROOT = join(import.meta.dirname, "../../..");

const fence = (language: string, code: string, marker?: string) =>
  `${marker === undefined ? "" : `<!-- sample: ${marker} -->\n\n`}\`\`\`${language}\n${code}\n\`\`\`\n`;

describe("the samples of a page", () => {
  it("are its fences of TypeScript and JavaScript, after the prelude before them", () => {
    const { samples, files } = readSamples(
      "page",
      [
        "# Page",
        fence("ts", "first();", "prelude"),
        "## Section",
        fence("js", "second();"),
        fence("sh", "npm install"),
        fence("js", "export const a = 1;", "file a.js"),
        fence("ts", 'import { open } from "web-sqlite-v2";', "isolated"),
        fence("ts", "third();", "not run: there is no server"),
      ].join("\n"),
    );
    expect(
      samples.map(({ name, title, prelude, isolation, isRun }) => [
        name,
        title,
        prelude?.code,
        isolation,
        isRun,
      ]),
    ).toEqual([
      ["page/1.ts", "page.md:5 Page", undefined, undefined, true],
      ["page/2.js", "page.md:10 Section", ["first();"], undefined, true],
      ["page/3.ts", "page.md:26 Section", undefined, true, true],
      ["page/4.ts", "page.md:32 Section", ["first();"], undefined, false],
    ]);
    expect([...files]).toEqual([["a.js", "export const a = 1;"]]);
  });

  it.each([
    ["a fence without language", fence("", "text"), "page.md:2: a fence must be one of js, ts, text"],
    ["a fence of an unknown language", fence("typescript", "f();"), "page.md:2"],
    ["an unknown marker", fence("ts", "f();", "skip"), 'unknown marker "skip"'],
    ["a fence that is not run for no reason", fence("ts", "f();", "not run:"), "unknown marker|too little"],
    ["a marker before text", "<!-- sample: isolated -->\n\ntext", "stands before no fence"],
    ["a fence without end", "```ts\nf();", "does not end"],
  ])("are refused for %s", (_, markdown, message) => {
    expect(() => readSamples("page", markdown)).toThrow(new RegExp(message.replaceAll(".", "\\.")));
  });
});

describe("a comment with an arrow", () => {
  const NONE = { isPartial: false };
  it.each([
    ["of a declaration", ["const a = f(); // → 1"], ["const a = f(); $see(0, a);"], ["1"]],
    [
      "of what is taken apart",
      ["const { a } = f(); // → { a: 1 }"],
      ["const { a } = f(); $see(0, ({ a }));"],
      ["{ a: 1 }"],
    ],
    [
      "of what is logged",
      ["for (const a of b) console.log(a); // → 1, 2"],
      ["for (const a of b) $see(0, a);"],
      ["1, 2"],
    ],
    ["of an expression", ["await f(1); // → 2"], ["$see(0, await f(1));"], ["2"]],
    [
      "of several lines",
      ["const a = f(", "  1,", "); // → 2"],
      ["const a = f(", "  1,", "); $see(0, a);"],
      ["2"],
    ],
    [
      "on lines of its own",
      ["await f();", "// → [1,", "//    2]"],
      ["$see(0, await f());", "", ""],
      ["[1,2]"],
    ],
  ])("is compared: %s", (_, code, made, expected) => {
    const { code: lines, checks } = withChecks(code);
    expect(lines).toEqual(made);
    expect(checks).toMatchObject(expected.map((values) => ({ expected: values, ...NONE })));
  });

  it("may leave properties out, and may speak of an error", () => {
    expect(withChecks(["f(); // → { a: 1, … }", "await g(); // → throws { code: 2 }"])).toEqual({
      code: ["$see(0, f());", "await $seeThrown(1, async () => await g());"],
      checks: [
        { line: 0, expected: "{ a: 1}", isPartial: true },
        { line: 1, expected: "{ code: 2 }", isPartial: true },
      ],
    });
  });
});

describe("the documentation", () => {
  it("has samples whose types are right", () => {
    const folder = join(ROOT, ".cache");
    mkdirSync(folder, { recursive: true });
    const project = mkdtempSync(join(folder, "samples-"));
    try {
      for (const { samples } of readPages().values()) {
        for (const sample of samples) {
          mkdirSync(dirname(join(project, sample.name)), { recursive: true });
          writeFileSync(join(project, sample.name), typedModule(sample));
        }
      }
      const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false, rootDir: "../.." };
      const config = {
        extends: "../../tsconfig.json",
        compilerOptions,
        include: [".", "../../src/sync-access-handle.d.ts"],
      };
      writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
      const typescript = join(ROOT, "node_modules/typescript/bin/tsc");
      const { stdout, status } = spawnSync(process.execPath, [typescript, "-p", project], {
        encoding: "utf8",
      });
      expect(stdout).toBe("");
      expect(status).toBe(0);
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  }, 120_000);
});
