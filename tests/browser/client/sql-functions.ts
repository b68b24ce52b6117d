/** What a module with SQL functions looks like; workers of the tests import it. */
export const product = {
  start: () => 1,
  step: (state: number, value: number) => state * value,
  result: (state: number) => state,
};

export default function refuse(what: string): never {
  throw new RangeError(`no ${what}`);
}
