import { type Endpoint, LaneSender, Line } from "../protocol/index.js";
import { BlockingReceiver } from "./blocking-receiver.js";

/**
 * Milliseconds after an answer in which the next request is waited for. Code that awaits one call after the other makes it
 * within some hundredths of a millisecond.
 */
const WAIT_TIME = 1;

/** Milliseconds after which other messages, timers and promises of the platform get their turn. */
const LONGEST_TURN = 8;

/** The worker's end of the line. */
export class WorkerLine extends Line {
  #requests: BlockingReceiver | undefined;
  /** When {@link receiveNext} was first called since other work had its turn. */
  #turnBegan: number | undefined;

  /**
   * @param receive - takes each message; never throws
   * @param memory - shared with the client, which need not use it; `undefined` where there is none
   */
  constructor(
    endpoint: Endpoint,
    receive: (message: unknown) => void,
    memory: SharedArrayBuffer | undefined,
  ) {
    super(endpoint, receive);
    if (memory === undefined) return;
    this.#requests = new BlockingReceiver(memory, "requests");
    this.lanes = { out: new LaneSender(memory, "answers"), in: this.#requests };
  }

  /**
   * Waits for a message in shared memory for a moment, in which this thread is blocked.
   *
   * @returns whether one has been received; otherwise others come as events, when this task is over
   */
  receiveNext(): boolean {
    const now = performance.now();
    this.#turnBegan ??= now;
    if (now - this.#turnBegan < LONGEST_TURN && this.#block()) {
      this.receiveFull();
      return true;
    }
    this.#turnBegan = undefined;
    return false;
  }

  #block(): boolean {
    return this.#requests?.block(this.received, WAIT_TIME) === true;
  }
}
