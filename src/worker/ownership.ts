import { StorageError } from "../base/index.js";

/**
 * Tells others who has a database open. Access handles are what keeps others out, but they do not say whose they are; a
 * Web Lock whose name does is held beside them.
 *
 * @see https://w3c.github.io/web-locks/
 */
export class Ownership {
  readonly #prefix: string;
  readonly #owner: string;
  #giveUp: (() => void) | undefined;

  /**
   * @param path - of the database
   * @param owner - who opens it, for people
   */
  constructor(path: string, owner: string) {
    this.#prefix = `web-sqlite-v2 ${path} is open in `;
    this.#owner = owner;
  }

  /**
   * Takes the database, and says from then on who has it.
   *
   * @param acquire - takes it
   * @throws what `acquire` throws; a StorageError `locked` gets to say who has it
   */
  async take<Result>(acquire: () => Promise<Result>): Promise<Result> {
    let result: Result;
    try {
      result = await acquire();
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== "locked") throw error;
      const owners = await this.#owners();
      if (owners.length === 0) throw error;
      throw new StorageError("locked", `the database is open in ${owners.join(" and in ")}`, {
        cause: error,
      });
    }
    const name = `${this.#prefix}${this.#owner}, since ${new Date().toISOString()}`;
    const held = new Promise<void>((resolve) => {
      this.#giveUp = resolve;
    });
    // Locks are there in secure contexts only, and nothing but a message depends on this one.
    navigator.locks?.request(name, () => held).catch(() => {});
    return result;
  }

  /** Says no longer that this worker has it. */
  giveUp(): void {
    this.#giveUp?.();
    this.#giveUp = undefined;
  }

  async #owners(): Promise<string[]> {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    return held.flatMap(({ name = "" }) =>
      name.startsWith(this.#prefix) ? [name.slice(this.#prefix.length)] : [],
    );
  }
}
