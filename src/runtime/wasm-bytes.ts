import { decodeUtf8, EngineError } from "../base/index.js";
import { messageOf } from "./message-of.js";

/** The bytes that every wasm file starts with: `\0asm`. */
const MAGIC = [0x00, 0x61, 0x73, 0x6d] as const;

/**
 * Compiles bytes.
 *
 * @param source - the wasm file
 * @param origin - where it came from, for messages
 * @throws EngineError `wasm-compile`
 */
export async function compileBytes(source: BufferSource, origin: string): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(source);
  } catch (cause) {
    throw compileError(origin, cause, startOf(source));
  }
}

/**
 * Tells why a file does not compile.
 *
 * @param cause - what the compiler threw
 * @param start - the first bytes of the file, where they are at hand
 */
export function compileError(origin: string, cause: unknown, start?: Uint8Array): EngineError {
  const isWasm = start === undefined || MAGIC.every((byte, index) => start[index] === byte);
  const message = isWasm
    ? `${origin} does not compile: ${messageOf(cause)}`
    : `${origin} is not WebAssembly; it starts with ${JSON.stringify(decodeUtf8(start))}`;
  return new EngineError("wasm-compile", message, { cause });
}

function startOf(source: BufferSource): Uint8Array<ArrayBuffer> {
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  return bytes.slice(0, 16);
}
