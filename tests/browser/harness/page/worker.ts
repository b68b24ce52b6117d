/** Entry of the worker that runs `*.worker.test.ts`; the page names it after the test file. */
import { runFile } from "./run-file.js";

void runFile(self.name, (report) => self.postMessage(report));
