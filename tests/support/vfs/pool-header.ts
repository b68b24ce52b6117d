/** What the first 4,096 bytes of a pool file are expected to be, by a formula of its own. */
export interface ExpectedHeader {
  readonly path: string;
  /** Without 0x80. */
  readonly flags: number;
  /** Early files have no digest. */
  readonly hasDigest?: boolean;
}

/** The digest of FACTS by exact integer arithmetic, as two unsigned numbers. */
export function expectedDigest(bytes: Uint8Array): [bigint, bigint] {
  const hash = (start: bigint, factor: bigint) =>
    bytes.reduce((value, byte) => ((value ^ BigInt(byte)) * factor) % 2n ** 32n, start);
  return [hash(0xdeadbeefn, 2654435761n), hash(0x41c6ce57n, 104729n)];
}

/** Lays a header out, 524 bytes. */
export function expectedHeader({ path, flags, hasDigest = true }: ExpectedHeader): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(524);
  header.set(new TextEncoder().encode(path));
  const stored = hasDigest ? flags | 0x80 : flags;
  header.set([stored >>> 24, (stored >>> 16) & 0xff, (stored >>> 8) & 0xff, stored & 0xff], 512);
  if (!hasDigest) return header;
  for (const [index, hash] of expectedDigest(header.subarray(0, 516)).entries()) {
    for (let byte = 0; byte < 4; byte++) {
      header[516 + index * 4 + byte] = Number((hash >> BigInt(8 * byte)) & 0xffn);
    }
  }
  return header;
}
