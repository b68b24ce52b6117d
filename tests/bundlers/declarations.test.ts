import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { createProject } from "./support/project.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CONSUMERS = join(ROOT, "tests/types");

/** As strict as an application can be; above all, the package's own declarations are checked too. */
const STRICT = {
  target: "ES2022",
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  noEmit: true,
};

it.each([
  ["bundler", "ESNext", ["ES2022", "DOM", "ESNext.Disposable"]],
  ["nodenext", "NodeNext", ["ES2022", "DOM", "ESNext.Disposable"]],
  ["bundler", "ESNext", ["ES2022", "WebWorker", "ESNext.Disposable"]],
  ["nodenext", "NodeNext", ["ESNext", "DOM", "DOM.Iterable", "DOM.AsyncIterable"]],
])("applications compile against the packed declarations: %s, %s, %j", (moduleResolution, module, lib) => {
  const consumers = readdirSync(CONSUMERS).map((name) => [name, readFileSync(join(CONSUMERS, name), "utf8")]);
  const compilerOptions = { ...STRICT, moduleResolution, module, lib };
  const folder = createProject({
    ...Object.fromEntries(consumers),
    "entries.ts":
      'import "web-sqlite-v2/worker";\nimport "web-sqlite-v2/worker-extras";\nimport "web-sqlite-v2/proxy";\n',
    "tsconfig.json": JSON.stringify({
      compilerOptions,
      files: [...consumers.map(([name]) => name), "entries.ts"],
    }),
  });
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", "."], { cwd: folder, encoding: "utf8" });
  expect(stdout).toBe("");
});
