import { EngineError } from "../base/index.js";

/** Longest time that a timer takes, in milliseconds. */
const LONGEST_TIMEOUT = 0x7fff_ffff;

/** Work that must be finished before the engine initialises: named, counted, awaited. */
export class RunDependencies {
  readonly #timeout: number;
  readonly #counts = new Map<string, number>();
  #failure: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  /**
   * @param timeout - milliseconds that {@link settled} waits at most
   * @throws RangeError when no timer can wait that long
   */
  constructor(timeout: number) {
    if (!(timeout >= 0 && timeout <= LONGEST_TIMEOUT)) {
      throw new RangeError(`dependencyTimeout must be from 0 to ${LONGEST_TIMEOUT} ms, not ${timeout}`);
    }
    this.#timeout = timeout;
  }

  /** Names that are still waited for, in the order in which they were first added. */
  get pending(): readonly string[] {
    return [...this.#counts.keys()];
  }

  /**
   * Announces work to wait for.
   *
   * @param name - names the work in messages; added twice it must be removed twice
   */
  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /**
   * Reports work as done.
   *
   * @throws RangeError when nothing of that name is waited for
   */
  remove(name: string): void {
    const count = this.#counts.get(name);
    if (count === undefined) throw new RangeError(`no run dependency named ${JSON.stringify(name)}`);
    if (count > 1) this.#counts.set(name, count - 1);
    else this.#counts.delete(name);
    if (this.#counts.size === 0) this.#wake?.();
  }

  /** Ends the waiting with an error, because some of the work has failed. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wake?.();
  }

  /**
   * Waits until nothing is pending.
   *
   * @throws EngineError `dependency`, naming what is stuck, or what {@link fail} was given
   */
  async settled(): Promise<void> {
    if (this.#failure === undefined && this.#counts.size > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.#timeout);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = undefined;
    }
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#counts.size > 0) {
      const names = this.pending.map((name) => JSON.stringify(name)).join(", ");
      throw new EngineError(
        "dependency",
        `run dependencies not removed within ${this.#timeout} ms: ${names}`,
      );
    }
  }
}
