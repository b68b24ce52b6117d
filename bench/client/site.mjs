// @ts-check
import { copyFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** @type {Readonly<Record<string, string>>} */
const CONTENT_TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const EMPTY_PAGE = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>bench</title>";

/**
 * Builds this suite's page for production, as applications are shipped, with every contestant in it, and serves it: module by module,
 * packages that consist of many files would lose most of their time with asking for them.
 *
 * @returns {Promise<{ origin: string, script: string, close(): Promise<void> }>} `script`: the page's module, beside an empty page
 */
export async function serveApplication() {
  const folder = await mkdtemp(join(tmpdir(), "web-sqlite-bench-"));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    resolve: {
      alias: [{ find: /^web-sqlite-v2$/, replacement: join(ROOT, "dist/client/index.js") }],
    },
    worker: { format: "es" },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      // Small scripts stay files, as their packages mean them to be.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rollupOptions: {
        input: join(ROOT, "bench/client/page.ts"),
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "page.js" },
      },
    },
  });
  // What is measured bare takes the wasm from where our own sources look for it.
  await mkdir(join(folder, "src"));
  await copyFile(join(ROOT, "dist/sqlite3.wasm"), join(folder, "src/sqlite3.wasm"));

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/") {
      response.writeHead(200, { ...ISOLATION, "Content-Type": "text/html" }).end(EMPTY_PAGE);
      return;
    }
    readFile(join(folder, pathname)).then(
      (content) => {
        const headers = {
          ...ISOLATION,
          "Content-Type": CONTENT_TYPES[extname(pathname)] ?? "application/octet-stream",
          "Content-Length": content.length,
          // Names of files that are built tell one version from another.
          "Cache-Control": "max-age=31536000, immutable",
        };
        response.writeHead(200, headers).end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://localhost:${port}`,
    script: "/page.js",
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
