import type { Channel } from "./channel.js";
import { type CopyOptions, checkCopyOptions, orAborted } from "./copy-options.js";

/** Bytes of a database: whole, or as a stream of pieces of any size, such as the `body` of a `Response`. */
export type ImportSource = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array>;

/** Bytes of a message. It costs a tenth of a millisecond; many small pieces would take longer than the writing. */
const PIECE = 1_048_576;

/** @throws TypeError for what is no source */
function checkSource(source: unknown): asserts source is ImportSource {
  const isSource =
    source instanceof Blob ||
    source instanceof ReadableStream ||
    source instanceof ArrayBuffer ||
    source instanceof Uint8Array;
  if (isSource) return;
  throw new TypeError("a database is imported from a ReadableStream, a Blob, an ArrayBuffer or a Uint8Array");
}

/**
 * Sends a database to the worker, which writes it beside its own.
 *
 * @param finish - has the worker check it and put it in place
 * @throws TypeError for what is no source, or options that cannot be
 */
export async function importDatabase(
  channel: Channel,
  source: ImportSource,
  options: CopyOptions,
  callSite: Error,
  finish: (handle: number) => Promise<unknown>,
): Promise<void> {
  checkCopyOptions(options);
  checkSource(source);
  const { signal, onProgress } = options;
  const total = sizeOf(source);
  const { handle } = await channel.request("importBegin", null, callSite);
  let done = 0;
  /** The worker writes while the next piece is read. */
  let writing: Promise<unknown> = Promise.resolve();
  try {
    for await (const bytes of piecesOf(source, signal)) {
      await orAborted(writing, signal);
      const { length } = bytes;
      writing = channel
        .request("importBytes", { handle, bytes }, callSite, { transfer: [bytes.buffer] })
        .then(() => {
          done += length;
          onProgress?.({ phase: "write", done, total });
        });
      // It is awaited before the next one.
      writing.catch(() => {});
    }
    await orAborted(writing, signal);
    onProgress?.({ phase: "check", done, total });
    await finish(handle);
  } catch (error) {
    // Where the worker has ended so has the import.
    await channel.request("importAbort", { handle }, callSite).catch(() => {});
    throw error;
  }
}

function sizeOf(source: ImportSource): number | null {
  if (source instanceof ReadableStream) return null;
  return source instanceof Blob ? source.size : source.byteLength;
}

/** Copies of the source's bytes, {@link PIECE} at a time, so that they can be handed over. */
async function* piecesOf(
  source: ImportSource,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  let piece = new Uint8Array(PIECE);
  let filled = 0;
  for await (const bytes of chunksOf(source, signal)) {
    for (let offset = 0; offset < bytes.length; ) {
      const part = bytes.subarray(offset, offset + PIECE - filled);
      piece.set(part, filled);
      filled += part.length;
      offset += part.length;
      if (filled < PIECE) continue;
      yield piece;
      piece = new Uint8Array(PIECE);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.slice(0, filled);
}

/** A stream's reader, since not every browser can iterate streams. */
async function* chunksOf(
  source: ImportSource,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void> {
  if (source instanceof ArrayBuffer || source instanceof Uint8Array) {
    yield new Uint8Array(source instanceof ArrayBuffer ? source : source.buffer, ...rangeOf(source));
    return;
  }
  const reader = (source instanceof Blob ? source.stream() : source).getReader();
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await orAborted(reader.read(), signal);
      if (done) break;
      if (!(value instanceof Uint8Array)) {
        throw new TypeError("a stream to import must give Uint8Arrays");
      }
      yield value;
    }
    isDone = true;
  } finally {
    // Whoever feeds the stream is told that nobody reads on.
    if (!isDone) await reader.cancel(signal?.reason).catch(() => {});
  }
}

function rangeOf(source: ArrayBuffer | Uint8Array): [] | [number, number] {
  return source instanceof ArrayBuffer ? [] : [source.byteOffset, source.byteLength];
}
