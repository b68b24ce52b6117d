/** Numbers that look random, the same for the same seed. */
export class Dice {
  #state: number;

  constructor(...seeds: readonly number[]) {
    this.#state = seeds.reduce(
      (state, seed) => Math.imul(state ^ seed, 0x9e3779b1) ^ (state >>> 15),
      0x2545f491,
    );
  }

  /** A whole number from 0 to below `limit`. */
  roll(limit: number): number {
    // A step of xorshift; a state of 0 would stay 0.
    let state = this.#state || 1;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return (state >>> 0) % limit;
  }
}

/** What both ends of a line say to each other. */
export interface SeededMessage {
  /** Counts the messages of one end, from 0. */
  readonly number: number;
  readonly type: "request" | "note" | "part" | "done" | "event" | "report";
  /** Of the request that it belongs to; -1 for none. */
  readonly id: number;
  readonly content: unknown;
}

/** What the message of that number holds: mostly what shared memory takes, now and then what only can be posted. */
export function makeContent(seed: number, number: number): unknown {
  const dice = new Dice(seed, number);
  const small = dice.roll(1_000_000) - 500_000;
  switch (dice.roll(16)) {
    case 0:
      return new Uint8Array(60_000 + dice.roll(1_000)).fill(small);
    case 1:
      return { date: new Date(small), map: new Map([[small, "posted"]]) };
    case 2:
      return { [`key ${dice.roll(300)}`]: small, late: { [`key ${dice.roll(300)}`]: new Date(small) } };
    case 3:
      return new Uint8Array(dice.roll(40_000) + 1).fill(small);
    case 4:
      return "x".repeat(dice.roll(20_000));
    case 5:
      return "ñ€😀".repeat(dice.roll(500));
    case 6:
      return { [`key ${dice.roll(300)}`]: [BigInt(small) ** 3n, -0, Number.NaN, undefined] };
    default:
      return {
        columns: ["id", "text"],
        values: [small, `row ${small}`, small / 3, null, dice.roll(2) === 0],
      };
  }
}
