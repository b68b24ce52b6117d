/**
 * Numbers that look random and are the same for the same seeds, in Node and in browsers.
 *
 * @see https://www.jstatsoft.org/article/view/v008i14 Marsaglia's xorshift generators
 */
export class Random {
  #state: number;

  /** @param seeds - whole numbers; each combination gives a sequence of its own */
  constructor(...seeds: readonly number[]) {
    // FNV-1a over the seeds, word by word; xorshift stays at zero for ever.
    const mixed = seeds.reduce((hash, seed) => Math.imul(hash ^ seed, 0x01000193), 0x811c9dc5);
    this.#state = mixed === 0 ? 1 : mixed;
    // Neighbouring seeds begin alike.
    for (let round = 0; round < 8; round++) this.word();
  }

  /** A whole number from 0 to 2^32-1. */
  word(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return this.#state >>> 0;
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    return this.word() % limit;
  }

  /** One of some values. */
  pick<Value>(values: readonly [Value, ...Value[]]): Value {
    return values[this.below(values.length)] ?? values[0];
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    const words = new Uint32Array(Math.ceil(length / 4));
    for (let index = 0; index < words.length; index++) words[index] = this.word();
    return new Uint8Array(words.buffer, 0, length);
  }
}
