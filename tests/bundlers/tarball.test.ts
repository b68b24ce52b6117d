import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, it } from "vitest";

const TOOLS = fileURLToPath(new URL("../../node_modules/", import.meta.url));

/** Runs a tool of this repository on the packed package. @returns its status, and what it says when that is not 0 */
function check(
  tool: string,
  ...options: readonly string[]
): readonly [status: number | null, output: string] {
  const args = [join(TOOLS, tool), inject("tarball"), ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return [status, status === 0 ? "" : stdout + stderr];
}

it("publint finds nothing to complain about", () => {
  expect(check("publint/src/cli.js", "--strict")).toEqual([0, ""]);
});

it("Are The Types Wrong? finds that they are right", () => {
  // It looks for declarations, which a wasm file has none of.
  const options = ["--profile", "esm-only", "--exclude-entrypoints", "./sqlite3.wasm"];
  expect(check("@arethetypeswrong/cli/dist/index.js", ...options)).toEqual([0, ""]);
});
