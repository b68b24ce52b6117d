import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server answers to one path. */
export interface WasmAnswer {
  readonly body: Uint8Array | string;
  readonly type?: string;
  readonly status?: number;
  /** Closes the connection after so many bytes of the body. */
  readonly breakAfter?: number;
}

/** A real HTTP server on this machine; paths that it does not know get status 404. */
export interface WasmServer {
  url(path: string): URL;
  close(): Promise<void>;
}

/**
 * Starts a server.
 *
 * @param answers - by path, such as `"/sqlite3.wasm"`
 */
export async function serveWasm(answers: Readonly<Record<string, WasmAnswer>>): Promise<WasmServer> {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ""];
    if (answer === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { body, type, status = 200, breakAfter } = answer;
    response.writeHead(status, type === undefined ? {} : { "Content-Type": type });
    if (breakAfter === undefined) response.end(body);
    else response.write(body.slice(0, breakAfter), () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (path) => new URL(path, `http://127.0.0.1:${port}`),
    close: () => closeServer(server),
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
