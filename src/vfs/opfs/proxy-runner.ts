import { StorageError } from "../../base/index.js";
import {
  type Argument,
  decodeArguments,
  ENDED,
  encodeArguments,
  OPERATION_WORD,
  Operation,
  type OperationId,
  OUTCOME_WORD,
  Outcome,
  PULSE_WORD,
  type SharedMemory,
} from "./layout/index.js";
import { Metrics } from "./metrics.js";
import type { OperationRunner } from "./operation-runner.js";
import { takeFailure } from "./take-failure.js";

/**
 * Looks at the operation word before sleeping: some microseconds, in which most answers come where there is a core for
 * either side. More would take the core from the proxy where there is not.
 */
const SPINS = 400;
/** Milliseconds in which a living proxy begins an operation, whatever else the machine does. */
const BEGIN_TIMEOUT = 5_000;
/**
 * Milliseconds between two looks at the pulse. Silence is counted in looks: after the machine has slept, a clock would
 * have moved on while the proxy could not run.
 */
const LOOK_INTERVAL = 300;

/** Runs operations in a proxy worker over shared memory, and watches whether that worker lives. */
export class ProxyRunner implements OperationRunner {
  readonly #memory: SharedMemory;
  readonly #timeout: number;
  readonly #abandon: (error: StorageError) => void;
  #lost: StorageError | undefined;
  readonly metrics: Metrics;

  /**
   * @param timeout - milliseconds after which a proxy that has begun an operation and shows no sign of life is taken for
   *   dead: in the middle of a synchronous call, such as a flush to a slow disk, it cannot show one
   * @param abandon - called once when it is
   */
  constructor(memory: SharedMemory, timeout: number, abandon: (error: StorageError) => void) {
    this.#memory = memory;
    this.#timeout = timeout;
    this.#abandon = abandon;
    this.metrics = new Metrics(memory.times);
  }

  get numbers(): Float64Array<SharedArrayBuffer> {
    return this.#memory.numbers;
  }

  get io(): Uint8Array<SharedArrayBuffer> {
    return this.#memory.io;
  }

  /** Allocates nothing. */
  run(operation: OperationId, first = 0, second = 0, third = 0): boolean {
    const { numbers } = this.#memory;
    numbers[0] = first;
    numbers[1] = second;
    numbers[2] = third;
    return this.#run(operation);
  }

  call(operation: OperationId, ...values: Argument[]): boolean {
    encodeArguments(this.#memory.args, values);
    return this.#run(operation);
  }

  takeArguments(): Argument[] {
    return decodeArguments(this.#memory.args);
  }

  /** Ends the proxy, so that nothing of it is pending when this returns. From now on every operation fails. */
  end(): void {
    if (this.#lost !== undefined) return;
    try {
      this.#run(Operation.END);
    } catch {
      // It was dead already.
    }
    this.lose(new StorageError("lost", "the storage of this thread has been closed"));
  }

  /** From now on every operation fails with `error`. */
  lose(error: StorageError): void {
    if (this.#lost !== undefined) return;
    this.#lost = error;
    const { words } = this.#memory;
    // An idle one ends by itself, with nothing pending.
    Atomics.compareExchange(words, OPERATION_WORD, Operation.NONE, Operation.END);
    Atomics.notify(words, OPERATION_WORD);
    this.#abandon(error);
  }

  /** Whether the proxy is known to be dead. */
  get isLost(): boolean {
    if (this.#hasEnded) this.lose(lost("has ended"));
    return this.#lost !== undefined;
  }

  get #hasEnded(): boolean {
    return Atomics.load(this.#memory.words, PULSE_WORD) === ENDED;
  }

  requireProxy(): void {
    if (this.isLost) throw new StorageError("lost", this.#lost?.message ?? "", { cause: this.#lost });
  }

  #run(operation: OperationId): boolean {
    this.requireProxy();
    const { words } = this.#memory;
    const start = performance.now();
    const pulse = Atomics.load(words, PULSE_WORD);
    Atomics.store(words, OPERATION_WORD, operation);
    Atomics.notify(words, OPERATION_WORD);
    this.#await(operation, pulse);
    this.metrics.count(operation, performance.now() - start);
    const outcome = Atomics.load(words, OUTCOME_WORD);
    if (outcome === Outcome.FAILED) throw takeFailure(this.#memory.args);
    return outcome === Outcome.DONE;
  }

  /** @param pulse - before the proxy could see the operation */
  #await(operation: OperationId, pulse: number): void {
    const { words } = this.#memory;
    for (let spin = 0; spin < SPINS; spin++) {
      if (Atomics.load(words, OPERATION_WORD) === Operation.NONE) return;
    }
    // A wake-up may be meant for the operation before: the proxy notifies after it has changed the word.
    let lastPulse = pulse;
    let patience = Math.min(this.#timeout, BEGIN_TIMEOUT);
    let silence = 0;
    while (Atomics.load(words, OPERATION_WORD) !== Operation.NONE) {
      const step = Math.min(LOOK_INTERVAL, patience - silence);
      const woken = Atomics.wait(words, OPERATION_WORD, operation, step);
      // In this order: a proxy that has been told to end still answers.
      if (this.#hasEnded && Atomics.load(words, OPERATION_WORD) !== Operation.NONE) this.requireProxy();
      if (woken !== "timed-out") continue;
      const newPulse = Atomics.load(words, PULSE_WORD);
      silence = newPulse === lastPulse ? silence + step : 0;
      if (newPulse !== lastPulse) patience = this.#timeout;
      lastPulse = newPulse;
      if (silence < patience) continue;
      this.lose(lost(`has shown no sign of life for ${patience} ms`));
      this.requireProxy();
    }
  }
}

function lost(what: string): StorageError {
  return new StorageError("lost", `the storage proxy ${what}; connections that were open are lost`);
}
