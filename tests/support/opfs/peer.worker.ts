/** A worker beside the test's own: does the steps that it is told to. */
import { STEPS, type Steps } from "./peer-steps.js";

interface Order {
  readonly name: keyof Steps;
  readonly args: never[];
}

self.addEventListener("message", async ({ data }: MessageEvent<Order>) => {
  try {
    const step = STEPS[data.name] as (...args: never[]) => unknown;
    postMessage({ result: await step(...data.args) });
  } catch (error) {
    const { name, message, cause } = error as Error;
    postMessage({ error: { name, message, code: (error as { code?: unknown }).code, cause: String(cause) } });
  }
});
