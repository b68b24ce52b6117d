import { EngineError } from "../base/index.js";
import { messageOf } from "./message-of.js";
import { readFileUrl } from "./read-file-url.js";
import { compileBytes, compileError } from "./wasm-bytes.js";

/**
 * Fetches and compiles a wasm file, while it arrives where the server names it `application/wasm`.
 *
 * @param url - `file:` URLs only in Node
 * @param warn - told once when the MIME type forbids streaming
 * @throws EngineError `wasm-fetch` or `wasm-compile`, with the URL in the message
 * @see https://webassembly.github.io/spec/web-api/#streaming-modules
 */
export async function fetchWasm(url: URL, warn: (line: string) => void): Promise<WebAssembly.Module> {
  if (url.protocol === "file:") {
    const bytes = await readFileUrl(url);
    if (bytes !== undefined) return compileBytes(bytes, url.href);
  }
  const response = await request(url);
  if (canStream(response, url, warn)) return compileStreaming(response, url);
  return compileBytes(await body(response, url), url.href);
}

async function request(url: URL): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw fetchError(url, cause);
  }
  if (!response.ok) {
    throw new EngineError("wasm-fetch", `${url.href} could not be fetched: HTTP status ${response.status}`);
  }
  return response;
}

/** The standard demands the bare MIME type: even a parameter after it forbids streaming. */
function canStream(response: Response, url: URL, warn: (line: string) => void): boolean {
  const type = response.headers.get("Content-Type");
  if (type?.trim().toLowerCase() !== "application/wasm") {
    warn(`${url.href} is served as ${type ?? "no type"}; served as application/wasm it would start faster`);
    return false;
  }
  return typeof WebAssembly.compileStreaming === "function";
}

async function compileStreaming(response: Response, url: URL): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (cause) {
    if (cause instanceof WebAssembly.CompileError) throw compileError(url.href, cause);
    throw fetchError(url, cause);
  }
}

async function body(response: Response, url: URL): Promise<ArrayBuffer> {
  try {
    return await response.arrayBuffer();
  } catch (cause) {
    throw fetchError(url, cause);
  }
}

function fetchError(url: URL, cause: unknown): EngineError {
  const message = `${url.href} could not be fetched: ${messageOf(cause)}`;
  return new EngineError("wasm-fetch", message, { cause });
}
