import { EngineError } from "../base/index.js";
import { messageOf } from "./message-of.js";

/** The part of Node's `process` that is used here. */
interface NodeProcess {
  getBuiltinModule?(name: "node:fs/promises"): { readFile(url: URL): Promise<Uint8Array<ArrayBuffer>> };
}

/**
 * Reads a `file:` URL in Node. The module is asked for at run time, so no bundler looks for it.
 *
 * @returns the bytes; `undefined` outside Node
 * @throws EngineError `wasm-fetch` when the file cannot be read
 * @see https://nodejs.org/api/process.html#processgetbuiltinmoduleid
 */
export async function readFileUrl(url: URL): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { process } = globalThis as { process?: NodeProcess };
  const files = process?.getBuiltinModule?.("node:fs/promises");
  if (files === undefined) return undefined;
  try {
    return await files.readFile(url);
  } catch (cause) {
    const message = `${url.href} could not be read: ${messageOf(cause)}`;
    throw new EngineError("wasm-fetch", message, { cause });
  }
}
