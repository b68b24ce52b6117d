// @ts-check
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** @type {Readonly<Record<string, string>>} */
const CONTENT_TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** The first parts of addresses, and how long a browser may keep what is there. */
const CACHE_CONTROL = { cold: "no-store", warm: "max-age=3600, immutable" };

/** @typedef {keyof typeof CACHE_CONTROL} CacheState */

/**
 * Serves packages as they are: `/cold/ours/…` is never kept by the browser, `/warm/ours/…` always.
 *
 * @param {readonly import("./contestants.mjs").Contestant[]} contestants
 * @param {boolean} isolated whether its pages are cross-origin isolated
 * @returns {Promise<{ origin: string, close(): void }>}
 */
export async function servePackages(contestants, isolated) {
  const folders = new Map(contestants.map(({ name, folder }) => [name, folder]));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const [, state = "", name = "", ...path] = pathname.split("/").map(decodeURIComponent);
    const cacheControl = CACHE_CONTROL[/** @type {CacheState} */ (state)] ?? "no-store";
    const headers = { ...(isolated ? ISOLATION : {}), "Cache-Control": cacheControl };
    const folder = state === "bench" ? HERE : folders.get(name);
    const file = state === "bench" ? name : path.join("/");
    if (pathname === "/") {
      response.writeHead(200, { ...headers, "Content-Type": "text/html" });
      response.end("<!doctype html><link rel=icon href=data:,>");
    } else if (folder === undefined) {
      response.writeHead(404).end();
    } else {
      readFile(join(folder, file)).then(
        (bytes) => {
          const type = CONTENT_TYPES[extname(file)] ?? "application/octet-stream";
          response.writeHead(200, { ...headers, "Content-Type": type }).end(bytes);
        },
        () => response.writeHead(404).end(),
      );
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://localhost:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
