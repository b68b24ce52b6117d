/** Entry of the worker that runs `*.worker.test.ts`; the page names it after the test file. */
import { runFile } from "./run-file.js";

/** Whether tests in a worker may start workers: Firefox (seen in 153) hangs now and then when they do. */
if (navigator.userAgent.includes("Firefox")) {
  globalThis.Worker = class {
    constructor() {
      throw new Error("Firefox hangs now and then when a worker starts a worker: let the page start it");
    }
  } as unknown as typeof Worker;
}

void runFile(self.name, (report) => self.postMessage(report));
