import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

/** The headers of a cross-origin isolated page. */
export const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** The headers of a CDN. */
export const CDN = {
  "Access-Control-Allow-Origin": "*",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

/** Headers that a server sends with everything. */
export type Headers = Readonly<Record<string, string>>;

/** A running server. */
export interface Site {
  /** Its address, with a slash at the end. */
  readonly url: string;
  close(): void | Promise<void>;
}

/** Serves a folder's files as they are. */
export async function serve(folder: string, headers: Headers): Promise<Site> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const type = CONTENT_TYPES[extname(path)] ?? "application/octet-stream";
    readFile(join(folder, path)).then(
      (bytes) => response.writeHead(200, { ...headers, "Content-Type": type }).end(bytes),
      () => response.writeHead(404, headers).end(`${path} is not there`),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
