/** Does the steps that its page tells it to. */
import { STEPS, type StepName } from "./pool-steps.js";

self.addEventListener("message", async ({ data }: MessageEvent<{ name: StepName; args: never[] }>) => {
  try {
    const step: (...args: never[]) => unknown = STEPS[data.name];
    postMessage({ result: await step(...data.args) });
  } catch (error) {
    const { name, message } = error as Error;
    postMessage({ error: { name, message, code: (error as { code?: unknown }).code } });
  }
});
