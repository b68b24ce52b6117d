/** A piece of a database; `undefined` ends it. */
export type ImportChunk = Uint8Array | ArrayBuffer | undefined;

/** Calls a function for pieces until it gives `undefined`. */
export async function* chunks(
  next: () => ImportChunk | Promise<ImportChunk>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (let chunk = await next(); chunk !== undefined; chunk = await next()) yield asBytes(chunk);
}

/** @throws TypeError for what is neither a Uint8Array nor an ArrayBuffer */
export function asBytes(source: ImportChunk): Uint8Array<ArrayBuffer> {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (source instanceof Uint8Array) return source as Uint8Array<ArrayBuffer>;
  throw new TypeError(
    "a database is imported from a Uint8Array, an ArrayBuffer or a function that gives them",
  );
}
