import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inject } from "vitest";
import { createProject } from "../support/project.js";
import { recipe } from "../support/recipes.js";
import type { Site } from "../support/serve.js";

const PACKAGES = ["next@16.4.6", "react@19.3.1", "react-dom@19.3.1"];

const FILES: Readonly<Record<string, string>> = {
  "next.config.mjs": recipe("next.config.mjs"),
  "app/layout.js": recipe("layout.js"),
  "app/page.js": recipe("page.js"),
  "app/main.js": recipe("main.js"),
  "app/sqlite3-worker.js": recipe("sqlite3-worker.js"),
};

const ENVIRONMENT = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };

/** The application as Next builds and serves it. @throws Error when it does not build or start */
export async function nextBuild(): Promise<Site> {
  const folder = createProject(FILES);
  const packages = [...PACKAGES, inject("tarball")];
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--silent", ...packages], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  const next = join(folder, "node_modules/next/dist/bin/next");
  execFileSync(process.execPath, [next, "build"], {
    cwd: folder,
    env: ENVIRONMENT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const server = spawn(process.execPath, [next, "start", "--port", "0"], {
    cwd: folder,
    env: ENVIRONMENT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return {
    url: await addressOf(server),
    async close() {
      const exited = once(server, "exit");
      server.kill();
      await exited;
    },
  };
}

/** @returns the address that the server prints */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("exit", (code) => reject(new Error(`next start ended with ${code}`)));
    if (server.stdout === null) return;
    createInterface({ input: server.stdout }).on("line", (line) => {
      const url = /Local:\s+(http:\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(`${url}/`);
    });
  });
}
