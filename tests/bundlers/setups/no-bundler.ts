import { cpSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { unbundled } from "../support/application.js";
import { createProject } from "../support/project.js";
import { recipe } from "../support/recipes.js";
import { CDN, type Headers, type Site, serve } from "../support/serve.js";

/** Where docs/recipes.md finds the package on a CDN. */
const CDN_ADDRESS = /https:\/\/cdn\.jsdelivr\.net\/npm\/web-sqlite-v2@[\d.]+/g;

/** The application with the package's files on its server. */
export function plainServer(headers: Headers): Promise<Site> {
  const folder = createProject(unbundled(recipe("import-map.html"), recipe("sqlite3-worker.import.js")));
  cpSync(join(folder, "node_modules/web-sqlite-v2/dist"), join(folder, "web-sqlite-v2"), { recursive: true });
  return serve(folder, headers);
}

/** A server of the installed package, as of a CDN. */
export function startCdn(): Promise<Site> {
  return serve(join(inject("installation"), "node_modules/web-sqlite-v2"), CDN);
}

/** The application with the package on another origin. */
export function pageOfCdn(cdn: Site, headers: Headers): Promise<Site> {
  const fromCdn = (name: string) => recipe(name).replaceAll(CDN_ADDRESS, cdn.url.slice(0, -1));
  const files = unbundled(fromCdn("cdn-import-map.html"), fromCdn("sqlite3-worker.cdn-import.js"));
  return serve(createProject(files), headers);
}
