import { OPERATION_NAMES, type OperationId } from "./layout/index.js";

/** What one kind of operation has cost so far. */
export interface OperationMetrics {
  /** How often it was run. */
  readonly count: number;
  /** Milliseconds that the proxy worked on it. */
  readonly time: number;
  /** Milliseconds that SQLite's thread waited for it. */
  readonly wait: number;
}

/** Counts what each kind of operation costs. Only operations that reach the proxy are counted. */
export class Metrics {
  readonly #times: Float64Array;
  readonly #counts = new Float64Array(OPERATION_NAMES.length);
  readonly #waits = new Float64Array(OPERATION_NAMES.length);

  /** @param times - milliseconds by operation; the proxy adds to them */
  constructor(times: Float64Array) {
    this.#times = times;
  }

  /** Adds one operation that was waited for. */
  count(operation: OperationId, wait: number): void {
    (this.#counts[operation] as number)++;
    (this.#waits[operation] as number) += wait;
  }

  /** The figures of every operation that was run, by its name. */
  report(): Readonly<Record<string, OperationMetrics>> {
    const report: Record<string, OperationMetrics> = {};
    for (const [operation, name] of OPERATION_NAMES.entries()) {
      const count = this.#counts[operation] ?? 0;
      if (count === 0) continue;
      report[name] = { count, time: this.#times[operation] ?? 0, wait: this.#waits[operation] ?? 0 };
    }
    return report;
  }

  /** Starts from zero. */
  reset(): void {
    for (const figures of [this.#times, this.#counts, this.#waits]) figures.fill(0);
  }
}
