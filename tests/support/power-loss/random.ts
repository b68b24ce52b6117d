/** Pseudo-random numbers that a seed repeats (xorshift, Marsaglia 2003). */
export class Random {
  #state: number;

  /** @param seed - any integer */
  constructor(seed: number) {
    this.#state = scramble(seed) || 1;
  }

  /** A whole number below `limit`; 0 where `limit` is 0. */
  below(limit: number): number {
    return Math.floor((this.#next() / 0x1_0000_0000) * limit);
  }

  /** True with a probability from 0 to 1. */
  chance(probability: number): boolean {
    return this.#next() < probability * 0x1_0000_0000;
  }

  /** One of several. */
  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  /** The items in another order. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [result[last], result[other]] = [result[other] as Item, result[last] as Item];
    }
    return result;
  }

  /** Fills `target`. */
  fill(target: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    for (let index = 0; index < target.length; index++) {
      target[index] = (index & 3) === 0 ? this.#next() : this.#state >>> (8 * (index & 3));
    }
    return target;
  }

  #next(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return this.#state >>> 0;
  }
}

/** Makes one seed of two numbers; always a positive integer below 2^31. */
export function mixSeeds(first: number, second: number): number {
  return (scramble(scramble(first) ^ second) >>> 1) + 1;
}

/** Spreads neighbouring numbers over 32 bits (multiplicative hashing, Knuth, volume 3, 6.4; its steps can be undone). */
function scramble(value: number): number {
  let bits = value;
  for (let round = 0; round < 3; round++) bits = Math.imul(bits ^ (bits >>> 15), 2654435761);
  return bits ^ (bits >>> 16);
}
