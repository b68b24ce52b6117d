/** A second worker: does the steps that it is told to. */
import { STEPS, type StepName } from "./pool-steps.js";

self.addEventListener("message", async ({ data }: MessageEvent<{ name: StepName; args: [string] }>) => {
  try {
    postMessage({ result: await STEPS[data.name](...data.args) });
  } catch (error) {
    const { name, message } = error as Error;
    postMessage({ error: { name, message, code: (error as { code?: unknown }).code } });
  }
});
