// @ts-check
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { createServer as createViteServer } from "vite";
import { BUNDLES, OFFICIAL, SHIPPED, VITEST } from "./bundle-addresses.mjs";
import { bundleOf } from "./bundles.mjs";
import { ROOT } from "./root.mjs";
import { samplesPlugin } from "./samples-plugin.mjs";
import { publishPorts } from "./site-url.mjs";

const WASM_FILE = createRequire(import.meta.url).resolve("@sqlite.org/sqlite-wasm/sqlite3.wasm");

/** @type {Readonly<Record<string, string>>} */
const CONTENT_TYPES = {
  ".js": "text/javascript",
  ".map": "application/json",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

const ISOLATION_HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const EMPTY_PAGE = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>test</title>";
/** Served below `/policy/`, so its address is relative. */
const POLICY_PAGE = `${EMPTY_PAGE}<script type=module src=tests/browser/docs/policy-probe.ts></script>`;
const TEST_PAGE = `${EMPTY_PAGE}<script type=module src=/bundle/tests/browser/harness/page/window.ts></script>`;

/** In place of Vite's client, which would reload pages and listen on a socket: only what transformed code imports. */
const NO_VITE_CLIENT =
  "export const injectQuery = (url) => url; export const createHotContext = () => undefined;";

/** @type {Readonly<Record<string, { type: string, text: string }>>} */
const TEXTS = {
  "/": { type: "text/html", text: EMPTY_PAGE },
  "/policy-page": { type: "text/html", text: POLICY_PAGE },
  "/test": { type: "text/html", text: TEST_PAGE },
  "/@vite/client": { type: "text/javascript", text: NO_VITE_CLIENT },
};

/** Where `src/` rooms look for the engine, served module by module or bundled. */
const WASM_PATHS = ["/src/sqlite3.wasm", `${BUNDLES}src/sqlite3.wasm`];

/**
 * The file behind an address, where it is one that no bundler may touch.
 *
 * @param {string} pathname
 * @returns {string | undefined}
 */
function fileAsIs(pathname) {
  if (WASM_PATHS.includes(pathname)) return WASM_FILE;
  if (pathname.startsWith(OFFICIAL)) return join(dirname(WASM_FILE), pathname.slice(OFFICIAL.length));
  return pathname.startsWith("/dist/") ? join(ROOT, pathname) : undefined;
}

/**
 * Serves what Vite has no part in: `dist/` and the official package exactly as they ship, the engine, bundles, and
 * the two pages.
 *
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @returns {boolean} whether it answered
 */
function serveAsIs(request, response) {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const fixed = TEXTS[pathname];
  if (fixed !== undefined) {
    response.writeHead(200, { "Content-Type": fixed.type }).end(fixed.text);
    return true;
  }
  const file = fileAsIs(pathname);
  if (file === undefined) {
    if (!pathname.startsWith(BUNDLES)) return false;
    bundleOf(pathname.slice(BUNDLES.length)).then(({ script }) =>
      response.writeHead(200, { "Content-Type": "text/javascript" }).end(script),
    );
    return true;
  }
  const type = CONTENT_TYPES[extname(file)];
  if (type === undefined || !existsSync(file)) {
    response.writeHead(404).end(`${pathname} is not there; has "npm run build" been run?`);
    return true;
  }
  // In one piece and with its length, as servers of static files send it: in pieces the wasm takes twice as long.
  readFile(file).then((content) => response.writeHead(200, { "Content-Type": type }).end(content));
  return true;
}

/** What pages of the origin `strict` may do: the least that the client needs, as its documentation says. */
const STRICT_POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";

/**
 * Serves the whole site once more below `/policy/<content security policy>/`, with that policy on everything. At its root is
 * the page that tries what a policy allows.
 *
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
function applyPolicy(request, response) {
  const [, policy, rest] = /^\/policy\/([^/]+)(\/.*)$/.exec(request.url ?? "") ?? [];
  if (policy === undefined || rest === undefined) return;
  response.setHeader("Content-Security-Policy", decodeURIComponent(policy));
  request.url = rest === "/" ? "/policy-page" : rest;
}

/** What has been missing once, by its whole address. */
const missed = new Set();

/**
 * Serves the whole site once more below `/second-try/<any name>/`, where the second scripts of client and worker are missing when
 * they are asked for the first time.
 *
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @returns {boolean} whether it answered
 */
function missOnce(request, response) {
  const { url = "/" } = request;
  const [, rest] = /^\/second-try\/[^/]+(\/.*)$/.exec(url) ?? [];
  if (rest === undefined) return false;
  request.url = rest;
  if (!/^\/dist\/\w+\/extras\.js$/.test(rest) || missed.has(url)) return false;
  missed.add(url);
  response.writeHead(404).end();
  return true;
}

/**
 * Starts listening on a free port of this machine.
 *
 * @param {import("node:http").RequestListener} listener
 */
async function listen(listener) {
  const server = createHttpServer(listener);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  return server;
}

/**
 * Starts a web server over this work tree, which transforms TypeScript as Vite's development server does, on two
 * ports: one sends the headers for cross-origin isolation, the other does not. `siteUrl` makes its addresses.
 *
 * @returns {Promise<{ close(): Promise<void> }>}
 */
export async function startSite() {
  const cacheDir = join(ROOT, ".cache", `browser-tests-${process.pid}`);
  await mkdir(cacheDir, { recursive: true });
  const vite = await createViteServer({
    root: ROOT,
    configFile: false,
    appType: "custom",
    logLevel: "warn",
    cacheDir,
    // One Vitest for the page and its test file, whether that is bundled or not.
    plugins: [{ name: "one-vitest", resolveId: (id) => (id === VITEST ? id : undefined) }, samplesPlugin()],
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    // Dependencies found on the way would reload the page in the middle of a test; no module here has any.
    optimizeDeps: { noDiscovery: true },
    resolve: {
      alias: [
        { find: /^vitest$/, replacement: VITEST },
        ...Object.entries(SHIPPED).map(([name, path]) => ({
          find: new RegExp(`^${name}$`),
          replacement: join(ROOT, path),
        })),
      ],
    },
  });
  const servers = await Promise.all(
    [ISOLATION_HEADERS, {}].map((headers) =>
      listen((request, response) => {
        // Not "no-store", which would keep pages out of the back/forward cache.
        response.setHeaders(new Headers({ ...headers, "Cache-Control": "no-cache" }));
        if (request.headers.host?.startsWith("strict.")) {
          response.setHeader("Content-Security-Policy", STRICT_POLICY);
        }
        applyPolicy(request, response);
        if (missOnce(request, response)) return;
        if (!serveAsIs(request, response)) vite.middlewares(request, response);
      }),
    ),
  );
  publishPorts(
    servers.map((server) => /** @type {import("node:net").AddressInfo} */ (server.address()).port),
  );
  return {
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      await vite.close();
      await rm(cacheDir, { recursive: true, force: true });
    },
  };
}
