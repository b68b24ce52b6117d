// @ts-check
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { build, preview } from "vite";
import { ROOT } from "./run-command.mjs";

/** Cross-origin isolation. The playground's storage works without it; the storage that needs it can be tried too. */
const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/**
 * The playground on a web server.
 *
 * @typedef {object} PlaygroundSite
 * @property {string} url its address, for example `http://localhost:5173/`
 * @property {() => Promise<void>} close stops the server and removes what was built for it
 */

/**
 * Builds the playground, as a project that depends on the library would, into a folder of its own: two servers at
 * once do not build into each other's pages.
 *
 * @param {string} outDir
 */
function buildPlayground(outDir) {
  return build({
    root: join(ROOT, "playground"),
    base: "./",
    configFile: false,
    logLevel: "warn",
    resolve: {
      alias: {
        "web-sqlite-v2": join(ROOT, "dist/client/index.js"),
        // The package exports no single files.
        "vega-datasets/data": join(ROOT, "node_modules/vega-datasets/data"),
      },
    },
    worker: { format: "es" },
    build: { outDir, emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 1000 },
  });
}

/**
 * Builds and serves the playground. The library must have been built (`npm run build`).
 *
 * @param {number} port the first one to try, then the next ones; 0 for any
 * @returns {Promise<PlaygroundSite>}
 */
export async function startPlaygroundSite(port) {
  const cache = join(ROOT, ".cache");
  await mkdir(cache, { recursive: true });
  const outDir = await mkdtemp(join(cache, "playground-"));
  const removeBuild = () => rm(outDir, { recursive: true, force: true });
  try {
    await buildPlayground(outDir);
    const server = await preview({
      root: join(ROOT, "playground"),
      configFile: false,
      logLevel: "warn",
      build: { outDir },
      preview: { port, headers: HEADERS, host: "localhost" },
    });
    const url = server.resolvedUrls?.local[0];
    if (url === undefined) throw new Error("The web server has no address.");
    return {
      url,
      async close() {
        await server.close();
        await removeBuild();
      },
    };
  } catch (error) {
    await removeBuild();
    throw error;
  }
}
