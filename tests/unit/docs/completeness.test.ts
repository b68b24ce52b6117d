import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import * as base from "../../../src/base/index.js";
import * as client from "../../../src/client/index.js";

const ROOT = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const api = read("docs/api.md");
const errors = read("docs/errors.md");

/** What the package keeps to itself in files that have its public interfaces too. */
const OWN = ["constructor", "adopt", "abandon", "payload", "signals", "deadline", "openAnother", "blob"];

/** What a pattern finds in the sources of the client, each once. */
function inClient(files: readonly string[], pattern: RegExp): string[] {
  const found = files.flatMap((file) => [...read(`src/client/${file}.ts`).matchAll(pattern)]);
  return [...new Set(found.map(([, name = ""]) => name))];
}

/** What none of the pages has as a word in code. */
const missingIn = (pages: string, names: readonly string[]) =>
  names.filter((name) => !new RegExp(`[\`.{ (/\\["]${name}[\`(?<:,.= }\\]"\\n]`).test(pages));

describe("docs/api.md and docs/errors.md", () => {
  it("have everything that the package exports", () => {
    const names = Object.keys(client);
    expect(names).toContain("open");
    expect(missingIn(api + errors, names)).toEqual([]);
  });

  it("have every method", () => {
    const files = [
      "sql-runner",
      "transaction",
      "database",
      "data-methods",
      "prepared-statement",
      "row-stream",
    ];
    const methods = inClient(files, /^ {2}(\w+)(?:<.*)?\(/gm).filter((name) => !OWN.includes(name));
    expect(methods).toEqual(expect.arrayContaining(["query", "transaction", "close", "export", "finalize"]));
    expect(missingIn(api, methods)).toEqual([]);
  });

  it("have every option", () => {
    const files = [
      "open-options",
      "call-options",
      "query-options",
      "copy-options",
      "export-database",
      "library",
    ];
    const options = inClient(
      [...files, "sql-function", "transaction", "data-methods"],
      /^ {2}readonly (\w+)\??:/gm,
    );
    expect(options).toEqual(
      expect.arrayContaining(["storage", "timeout", "rowMode", "deterministic", "mode"]),
    );
    expect(missingIn(api, options).filter((option) => !OWN.includes(option))).toEqual([]);
  });

  it("have every class of errors as a heading, and every code", () => {
    const classes = Object.entries(base)
      .filter(
        ([name, value]) =>
          typeof value === "function" && value.prototype instanceof Error && name !== "FsError",
      )
      .map(([name]) => name);
    expect(classes.length).toBeGreaterThan(15);
    expect(classes.filter((name) => !new RegExp(`^##+ ${name}$`, "m").test(errors))).toEqual([]);
    const codes = ["storage-error", "engine-error"].flatMap((file) =>
      [...read(`src/base/${file}.ts`).matchAll(/^ {2}\| "([\w-]+)"/gm)].map(([, code = ""]) => code),
    );
    expect(codes).toEqual(expect.arrayContaining(["locked", "wasm-fetch"]));
    expect(codes.filter((code) => !errors.includes(`\`${code}\``))).toEqual([]);
  });
});

/** The part of an address that GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

describe("links", () => {
  const pages = ["README.md", ...readdirSync(join(ROOT, "docs")).map((file) => `docs/${file}`)];
  it.each(pages.filter((page) => page.endsWith(".md")))("of %s lead somewhere", (page) => {
    const text = read(page).replaceAll(/^```.*?^```/gms, "");
    const broken = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = ""]) => link)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = "", anchor] = link.split("#");
        const target = path === "" ? page : join(dirname(page), path);
        try {
          if (anchor === undefined) return !readFileSync(join(ROOT, target));
          const headings = [...read(target).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
            anchorOf(heading),
          );
          return !headings.includes(anchor);
        } catch {
          return true;
        }
      });
    expect(broken).toEqual([]);
  });
});
