/** What a timer takes. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** @throws TypeError */
export function checkName(name: unknown): asserts name is string {
  if (typeof name !== "string") throw new TypeError(`a database name must be a string, not ${typeof name}`);
}

/** @throws TypeError */
export function checkObject(options: unknown): void {
  if (typeof options !== "object" || options === null) throw new TypeError("options must be an object");
}

/** @throws TypeError when `signal` is neither an AbortSignal, of this page or another, nor left out */
export function checkSignal(signal: AbortSignal | undefined): void {
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    throw new TypeError("the option signal must be an AbortSignal");
  }
}

/** @throws RangeError when `value` is no time that a timer takes */
export function checkMilliseconds(option: string, value: unknown, least = 1): void {
  if (typeof value === "number" && value >= least && value <= LONGEST_TIMEOUT) return;
  throw new RangeError(`the option ${option} must be between ${least} and ${LONGEST_TIMEOUT} milliseconds`);
}

/**
 * Checks an option that is one of some words.
 *
 * @returns `value`
 * @throws TypeError
 */
export function checkChoice<Choice extends string>(
  option: string,
  value: Choice,
  choices: readonly Choice[],
): Choice {
  if (choices.includes(value)) return value;
  throw new TypeError(
    `the option ${option} must be one of ${choices.join(", ")}, not ${JSON.stringify(value)}`,
  );
}
