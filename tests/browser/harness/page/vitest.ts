/**
 * What test files get when they import `vitest` in a browser: Vitest's own runner functions and assertions. Missing on
 * purpose are mocks, snapshots, `expect.poll` and `expect.assertions`; using one fails.
 */
import {
  chai,
  customMatchers,
  type ExpectStatic,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";

export {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  it,
  onTestFailed,
  onTestFinished,
  suite,
  test,
} from "@vitest/runner";

function createExpect(): ExpectStatic {
  // The plugins find the assertion state through the global, so it has to be there before they are installed.
  const assert = ((value: unknown, message?: string) => chai.expect(value, message)) as ExpectStatic;
  Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: assert, configurable: true });
  setState({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null }, assert);
  for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);
  const chaiExpect = chai.expect as unknown as { extend(target: ExpectStatic, matchers: object): void };
  Object.assign(assert, chai.expect, {
    getState: () => getState(assert),
    setState: (state: object) => setState(state, assert),
    extend: (matchers: object) => chaiExpect.extend(assert, matchers),
  });
  assert.extend(customMatchers);
  return assert;
}

export const expect = createExpect();
