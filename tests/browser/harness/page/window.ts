/** Entry of every test page: runs the file that its address names, in the window or in a worker. */
import { isProxyRequest, serveProxies } from "../../../support/opfs/sibling-proxy.js";
import type { Place, Report } from "../messages.js";
import { reportedError, runFile } from "./run-file.js";

declare global {
  /** Put there by the Node side before the page loads. */
  var sendReport: (report: Report) => Promise<void>;
}

function runInWorker(path: string): void {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: path });
  serveProxies(worker);
  worker.addEventListener("message", ({ data }) => {
    if (!isProxyRequest(data)) void sendReport(data as Report);
  });
  worker.addEventListener("error", (event) => {
    const error = reportedError(event.error ?? event.message ?? "the worker did not start");
    void sendReport({ type: "error", context: "worker", error });
    void sendReport({ type: "done" });
  });
}

const parameters = new URLSearchParams(location.search);
const path = parameters.get("file") as string;
if ((parameters.get("place") as Place) === "worker") runInWorker(path);
else void runFile(path, (report) => void sendReport(report));
