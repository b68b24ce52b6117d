import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Who may import whom: the table of docs/architecture.md. */
const MAY_IMPORT = {
  base: [],
  wasm: ["base"],
  fs: ["base"],
  syscalls: ["base", "wasm", "fs"],
  runtime: ["base", "wasm", "fs", "syscalls"],
  capi: ["base", "wasm"],
  vfs: ["base", "wasm", "capi"],
  engine: ["base", "wasm", "fs", "syscalls", "runtime", "capi"],
  oo1: ["base", "wasm", "capi", "vfs"],
  sqlite3: ["base", "wasm", "fs", "syscalls", "runtime", "capi", "vfs", "engine", "oo1"],
  protocol: ["base"],
  worker: ["base", "wasm", "fs", "syscalls", "runtime", "capi", "vfs", "engine", "oo1", "protocol"],
  client: ["base", "protocol"],
} satisfies Record<string, readonly string[]>;
type Room = keyof typeof MAY_IMPORT;
const ROOMS = Object.keys(MAY_IMPORT) as Room[];

/** Lines of a probe that are about other things than two rooms; those marked are to be refused. */
const OTHER_IMPORTS: readonly (readonly [line: string, refused: boolean])[] = [
  ['import "./own-file.js";', false],
  ['import "./folder/own-file.js";', false],
  ['import "../own-file-above-a-folder.js";', false],
  ['import "chai";', true],
  ['import "vitest/config";', true],
  ['import "@vitest/expect";', true],
  ['import "@vitest/expect/package.json";', true],
  ['import "node:fs";', true],
];

/** Every form of import that can cross from one room into another. */
const FORMS: readonly ((path: string) => string)[] = [
  (path) => `import ${JSON.stringify(path)};`,
  (path) => `import { a } from ${JSON.stringify(path)}; a();`,
  (path) => `import type { A } from ${JSON.stringify(path)}; export type B = A;`,
  (path) => `export { a } from ${JSON.stringify(path)};`,
  (path) => `export * from ${JSON.stringify(path)};`,
  (path) => `export const a = () => import(${JSON.stringify(path)});`,
  (path) => `export type A = import(${JSON.stringify(path)}).A;`,
];

let project: string;

/** Files with the repository's lint configuration around them. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "import-directions-"));
  for (const path of ["biome.json", "scripts/lint"])
    cpSync(join(ROOT, path), join(project, path), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"), "dir");
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function write(path: string, lines: readonly string[]): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), `${lines.join("\n")}\n`);
}

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

/** Lints one folder; gives what broke one of the import rules as `path:line`, lines counted from 1. */
function refusedIn(folder: string): Set<string> {
  const biome = join(ROOT, "node_modules/@biomejs/biome/bin/biome");
  const options = [
    "--reporter=json",
    "--max-diagnostics=none",
    "--vcs-enabled=false",
    "--diagnostic-level=error",
  ];
  const result = spawnSync(process.execPath, [biome, "lint", ...options, folder], {
    cwd: project,
    encoding: "utf8",
  });
  const { diagnostics } = JSON.parse(result.stdout) as { diagnostics: Diagnostic[] };
  const rules = /\/(noRestrictedImports|noImportCycles)$|^plugin$/;
  const refused = diagnostics.filter(({ category }) => rules.test(category));
  return new Set(
    refused.map(({ location }) => `${location.path.replaceAll("\\", "/")}:${location.start.line}`),
  );
}

/** Writes probes of the given lines into a room, lints them and gives the lines refused. */
function refusedLines(room: string, lines: readonly string[]): string[] {
  const refused = new Set<string>();
  write(`src/${room}/probe.ts`, lines);
  for (const place of refusedIn(`src/${room}`))
    refused.add(lines[Number(place.split(":").at(-1)) - 1] as string);
  return lines.filter((line) => refused.has(line));
}

describe.each(ROOMS)("a file in %s/", (room) => {
  const others = ROOMS.filter((other) => other !== room);
  const mayImport: readonly string[] = MAY_IMPORT[room];

  it.each([
    ["", "../"],
    ["/folder", "../../"],
  ])("%s may import the rooms that the table allows, through their index, and nothing else", (folder, up) => {
    const fine = others
      .filter((other) => mayImport.includes(other))
      .map((other) => `import "${up}${other}/index.js";`);
    const wrong = others.flatMap((other) => [
      ...(mayImport.includes(other) ? [] : [`import "${up}${other}/index.js";`]),
      `import "${up}${other}/inner.js";`,
      `import "${up}${other}/deep/index.js";`,
    ]);
    const alsoWrong = OTHER_IMPORTS.flatMap(([line, refused]) => (refused ? [line] : []));
    const lines = [...fine, ...wrong, ...OTHER_IMPORTS.map(([line]) => line)];
    expect(refusedLines(`${room}${folder}`, lines)).toEqual([...wrong, ...alsoWrong]);
  });
});

describe("the linter", () => {
  it("refuses a forbidden import in each of its forms", () => {
    const lines = FORMS.map((form) => form("../fs/index.js"));
    expect(refusedLines("wasm", lines)).toEqual(lines);
  });

  it("refuses imports that go in a circle", () => {
    write("src/fs/first.ts", [
      'import { second } from "./second.js";',
      "export const first = () => second();",
    ]);
    write("src/fs/second.ts", [
      'import { first } from "./first.js";',
      "export const second = () => first();",
    ]);
    write("src/fs/third.ts", ['import { first } from "./first.js";', "export const third = () => first();"]);
    expect([...refusedIn("src/fs")].filter((place) => !place.includes("probe"))).toEqual(
      expect.arrayContaining(["src/fs/first.ts:1", "src/fs/second.ts:1"]),
    );
    expect([...refusedIn("src/fs")]).not.toContain("src/fs/third.ts:1");
  });
});
