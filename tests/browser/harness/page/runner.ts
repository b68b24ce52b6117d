/** Vitest's runner with what it shares between its entries. Every bundle that asks for it gets this one. */
export { getTestName, getTests } from "@vitest/runner/utils";
export * from "@vitest/runner";
