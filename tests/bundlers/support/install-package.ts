import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

declare module "vitest" {
  interface ProvidedContext {
    /** Folder in whose `node_modules` the packed package is installed; each test has projects below it. */
    installation: string;
    /** Path of the packed package. */
    tarball: string;
  }
}

/** Packs the package as it is built, and installs it, once for all tests. */
export default function installPackage({ provide }: TestProject): () => void {
  if (!existsSync(join(ROOT, "dist/types"))) throw new Error('dist/ is not whole: run "npm run build"');
  const folder = mkdtempSync(join(tmpdir(), "web-sqlite-package-"));
  const npm = (cwd: string, ...args: readonly string[]) =>
    execFileSync("npm", args, {
      cwd,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    });
  npm(ROOT, "pack", "--silent", "--ignore-scripts", "--pack-destination", folder);
  const [tarball = ""] = readdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  npm(folder, "install", "--silent", "--offline", "--no-audit", "--no-fund", join(folder, tarball));
  provide("installation", folder);
  provide("tarball", join(folder, tarball));
  return () => rmSync(folder, { recursive: true, force: true });
}
