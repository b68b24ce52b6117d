/** Milliseconds by the name of what was done. */
export type Times = Readonly<Record<string, number>>;

/** What one contestant took for the workload in one round. */
export interface WorkloadResult {
  /** The works of the first table. */
  readonly works: Times;
  /** The sixteen scripts, each. */
  readonly scripts: Times;
}

/** What one worker reached in the contention. */
export interface ContentionResult {
  /** Milliseconds that it was at it. */
  readonly elapsed: number;
  readonly reads: number;
  readonly writes: number;
  /** Tries that found the database locked and were repeated. */
  readonly refusals: number;
  /** Longest that one transaction took, repetitions included, in milliseconds. */
  readonly longest: number;
}

/** What opening a database of 1 GB came to. */
export interface LargeResult {
  /** Milliseconds from opening the database to its first row. */
  readonly firstRow: number;
  /** Bytes that were read up to there; `undefined` where another worker reads. */
  readonly firstRowBytes: number | undefined;
  /** Milliseconds for reading all rows. */
  readonly scan: number;
  readonly wasmBytes: number;
}
