/** Some bytes. */
type Chunk = Uint8Array<ArrayBuffer> | ArrayBuffer;

/**
 * Bytes of a database: whole, as a blob, in pieces of any size, or from a function that is called for piece after piece
 * until it gives `undefined`.
 */
export type ImportData =
  | Chunk
  | Blob
  | Iterable<Chunk>
  | AsyncIterable<Chunk>
  | (() => Chunk | undefined | Promise<Chunk | undefined>);

/** The pieces of some data, one after the other. @throws TypeError for what is no data */
export async function* chunksOf(data: ImportData): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for await (const chunk of piecesOf(data)) yield bytesOf(chunk);
}

function piecesOf(data: ImportData): Iterable<Chunk> | AsyncIterable<Chunk> {
  if (data instanceof Uint8Array || data instanceof ArrayBuffer) return [data];
  if (data instanceof Blob) return streamed(data);
  return typeof data === "function" ? called(data) : data;
}

/** A stream's reader, since not every browser can iterate streams. */
async function* streamed(data: Blob): AsyncGenerator<Chunk, void> {
  const reader = data.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

async function* called(next: () => Chunk | undefined | Promise<Chunk | undefined>): AsyncGenerator<Chunk> {
  for (let chunk = await next(); chunk !== undefined; chunk = await next()) yield chunk;
}

function bytesOf(chunk: Chunk): Uint8Array<ArrayBuffer> {
  if (chunk instanceof Uint8Array) return chunk;
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  throw new TypeError("a database is imported from Uint8Arrays or ArrayBuffers");
}
