/** Where a test file runs: in the window, or in a dedicated module worker that the window starts. */
export type Place = "page" | "worker";

/** An error as it travels from the page to Node. */
export interface ReportedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Expected and actual value side by side, where an assertion failed. */
  readonly diff?: string | undefined;
}

/** What the page tells Node while a test file runs. */
export type Report =
  | {
      readonly type: "test";
      /** Names of the enclosing suites and of the test. */
      readonly name: string;
      readonly state: "passed" | "failed" | "skipped";
      /** Milliseconds. */
      readonly duration: number;
      readonly errors: readonly ReportedError[];
    }
  /** An error outside every test: a suite hook, an unhandled rejection, a file that does not load. */
  | { readonly type: "error"; readonly context: string; readonly error: ReportedError }
  | { readonly type: "done" };
