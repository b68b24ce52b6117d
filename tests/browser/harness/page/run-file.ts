import {
  type File,
  type Suite,
  startTests,
  type Test,
  type VitestRunner,
  type VitestRunnerConfig,
} from "@vitest/runner";
import { getTestName, getTests } from "@vitest/runner/utils";
import type { Report, ReportedError } from "../messages.js";

const CONFIG: VitestRunnerConfig = {
  root: "/",
  setupFiles: [],
  name: undefined,
  passWithNoTests: false,
  testNamePattern: undefined,
  allowOnly: false,
  sequence: { seed: 0, hooks: "stack", setupFiles: "list" },
  chaiConfig: undefined,
  maxConcurrency: 1,
  testTimeout: 20_000,
  hookTimeout: 20_000,
  retry: 0, // no test is tried again: the runner wants to be told
  includeTaskLocation: false,
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
};

/** Makes an error of any thrown value ready to travel. */
export function reportedError(thrown: unknown): ReportedError {
  const { name, message, stack, diff } = Object(thrown) as Partial<ReportedError>;
  return {
    name: String(name ?? "Error"),
    message: String(message ?? thrown),
    stack: String(stack ?? ""),
    diff: diff === undefined ? undefined : String(diff),
  };
}

/** Whether a hook of a suite around the test failed; the runner then calls the test skipped. */
function isInFailedSuite(test: Test): boolean {
  let suite: Suite | undefined = test.suite ?? test.file;
  while (suite !== undefined && !suite.result?.errors?.length) {
    suite = suite === test.file ? undefined : (suite.suite ?? test.file);
  }
  return suite !== undefined;
}

function testReport(test: Test): Report {
  const state = test.result?.state;
  const isSkipped = (test.mode === "skip" || test.mode === "todo") && !isInFailedSuite(test);
  return {
    type: "test",
    name: getTestName(test, " > "),
    state: state === "pass" ? "passed" : isSkipped ? "skipped" : "failed",
    duration: test.result?.duration ?? 0,
    errors: (test.result?.errors ?? []).map(reportedError),
  };
}

/** Errors of a suite itself and of the suites in it; those of its tests are reported with them. */
function suiteErrors(suite: Suite): Report[] {
  const own = (suite.result?.errors ?? []).map(
    (error): Report => ({ type: "error", context: suite.name || "file", error: reportedError(error) }),
  );
  return [...own, ...suite.tasks.flatMap((task) => (task.type === "suite" ? suiteErrors(task) : []))];
}

class PageRunner implements VitestRunner {
  readonly config = CONFIG;
  readonly #send: (report: Report) => void;
  readonly #sent = new Set<Test>();

  constructor(send: (report: Report) => void) {
    this.#send = send;
  }

  importFile(path: string): Promise<unknown> {
    return import(`/bundle${path}`);
  }

  onAfterRunTask(test: Test): void {
    this.#sent.add(test);
    this.#send(testReport(test));
  }

  /** Reports what the runner passes over without running it: skipped tests, and those whose suite failed. */
  onAfterRunFiles(files: File[]): void {
    for (const file of files) {
      for (const error of suiteErrors(file)) this.#send(error);
      for (const test of getTests(file)) {
        if (!this.#sent.has(test)) this.#send(testReport(test));
      }
    }
  }
}

/**
 * Runs one test file where it is called, window or worker. Errors that nobody catches are reported too.
 *
 * @param path - absolute URL path of the file
 * @param send - takes each report, in order; `done` comes last
 */
export async function runFile(path: string, send: (report: Report) => void): Promise<void> {
  const outside = (context: string, thrown: unknown) =>
    send({ type: "error", context, error: reportedError(thrown) });
  // Prevented, or an error in the worker would come a second time from the page.
  addEventListener("error", (event) => {
    event.preventDefault();
    outside("uncaught error", event.error ?? event.message);
  });
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    outside("unhandled rejection", event.reason);
  });
  try {
    await startTests([path], new PageRunner(send));
  } catch (thrown) {
    outside("runner", thrown);
  }
  send({ type: "done" });
}
