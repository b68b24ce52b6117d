/** Vitest's runner with what it shares between its entries. Every bundle that asks for it gets this one. */

export * from "@vitest/runner";
export { getTestName, getTests } from "@vitest/runner/utils";
