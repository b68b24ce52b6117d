import { build, createServer, preview } from "vite";
import { APPLICATION } from "../support/application.js";
import { createProject } from "../support/project.js";
import { recipe } from "../support/recipes.js";
import type { Site } from "../support/serve.js";

const FILES = { ...APPLICATION, "vite.config.js": recipe("vite.config.js") };

/** The application on Vite's development server. */
export async function viteDevelopment(): Promise<Site> {
  const server = await createServer({ root: createProject(FILES), logLevel: "warn", server: { port: 0 } });
  await server.listen();
  return { url: server.resolvedUrls?.local[0] ?? "", close: () => server.close() };
}

/** The application as Vite builds it. */
export async function viteBuild(): Promise<Site> {
  const root = createProject(FILES);
  await build({ root, logLevel: "warn" });
  const server = await preview({ root, logLevel: "warn", preview: { port: 0 } });
  return { url: server.resolvedUrls?.local[0] ?? "", close: () => server.close() };
}
