import type { Contest } from "./measure.js";

/** What a suite may use of the place that it runs in. */
export interface BenchmarkScope {
  /** Absolute URL of `sqlite3.wasm`. */
  readonly wasmUrl: URL;
}

/** A benchmark suite: sets its contests up one by one, so that one's data is garbage before the next begins. */
export type Suite = (scope: BenchmarkScope) => AsyncIterable<Contest>;
