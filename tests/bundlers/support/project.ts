import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";

const TOOLS = fileURLToPath(new URL("../../../node_modules/", import.meta.url));

/**
 * Makes a project in which the packed package is installed.
 *
 * @param files - texts by their paths
 * @param tool - a tool of this repository that the project's own files import
 * @returns its folder
 */
export function createProject(files: Readonly<Record<string, string>>, tool?: string): string {
  const installation = inject("installation");
  const folder = mkdtempSync(join(installation, "project-"));
  // Its own copy: development servers give away only what lies in the project's folder.
  cpSync(join(installation, "node_modules/web-sqlite-v2"), join(folder, "node_modules/web-sqlite-v2"), {
    recursive: true,
  });
  if (tool !== undefined) symlinkSync(join(TOOLS, tool), join(folder, "node_modules", tool), "junction");
  const all = { "package.json": JSON.stringify({ private: true, type: "module" }), ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
