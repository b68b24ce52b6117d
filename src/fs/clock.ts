/**
 * The time that inodes are stamped with. One reading is kept as two numbers, so that stamping allocates nothing.
 */
export class Clock {
  readonly #now: () => number;
  /** Whole seconds since 1970 of the last reading. */
  seconds = 0;
  /** Nanoseconds after {@link seconds}, 0 to 999,999,999. */
  nanoseconds = 0;

  /** @param now - milliseconds since 1970; fractions count */
  constructor(now: () => number) {
    this.#now = now;
    this.read();
  }

  /** Takes a new reading. */
  read(): void {
    const milliseconds = this.#now();
    this.seconds = Math.floor(milliseconds / 1000);
    this.nanoseconds = Math.floor((milliseconds - this.seconds * 1000) * 1e6);
  }
}
