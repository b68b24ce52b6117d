import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { APPLICATION } from "../support/application.js";
import { createProject } from "../support/project.js";
import { recipe } from "../support/recipes.js";
import { ISOLATION, type Site, serve } from "../support/serve.js";

/** The application as esbuild builds it. */
export function esbuildBuild(): Promise<Site> {
  const { "index.html": page = "", ...scripts } = APPLICATION;
  const folder = createProject({ ...scripts, "build.mjs": recipe("build.mjs") }, "esbuild");
  execFileSync(process.execPath, ["build.mjs"], { cwd: folder });
  writeFileSync(join(folder, "dist/index.html"), page.replace("main.js", "app/main.js"));
  return serve(join(folder, "dist"), ISOLATION);
}
