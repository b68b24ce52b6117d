/** Bytes that pass for a database of two pages on import, filled with one byte. */
export function fakeDatabase(fill: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(1024).fill(fill);
  bytes.set(new TextEncoder().encode("SQLite format 3\0"));
  return bytes;
}
