import { type Endpoint, LaneReceiver, LaneSender, Line } from "../protocol/index.js";

/** Milliseconds after which the page gets its turn, for input and frames, although answers come that quickly. */
const LONGEST_TURN = 4;

/** The client's end of the line. A page must not be blocked: answers in shared memory that take longer come as events. */
export class ClientLine extends Line {
  readonly #isExpecting: () => boolean;
  #isWaiting = false;
  /** When the first answer was looked for since the page had its turn. */
  #turnBegan: number | undefined;

  /**
   * @param receive - takes each message; never throws
   * @param isExpecting - whether answers are to come
   */
  constructor(endpoint: Endpoint, receive: (message: unknown) => void, isExpecting: () => boolean) {
    super(endpoint, receive);
    this.#isExpecting = isExpecting;
  }

  /** Uses memory that the worker shares, from now on; where the browser can wait for it without blocking. */
  share(memory: SharedArrayBuffer): void {
    if (!("waitAsync" in Atomics)) return;
    this.lanes = { out: new LaneSender(memory, "requests"), in: new LaneReceiver(memory, "answers") };
    this.lanes.in.acknowledge(this.received);
    this.lanes.out.interrupt(this.posted);
  }

  override send(message: unknown, transfer?: Transferable[]): boolean {
    const { lanes } = this;
    if (lanes === undefined) return super.send(message, transfer);
    lanes.in.open();
    let isInLane = false;
    try {
      isInLane = super.send(message, transfer);
    } finally {
      // The worker may be asleep.
      if (!isInLane) lanes.out.interrupt(this.posted);
      // The lane is open now, so it has to be looked into, also when nothing could be sent.
      if (isInLane && this.#isQuick()) queueMicrotask(() => this.#spin());
      else this.#wait();
    }
    return isInLane;
  }

  /** Nothing is to come any more. Nobody waits then: what waits would keep the memory, and this, for ever. */
  stop(): void {
    const { lanes } = this;
    this.lanes = undefined;
    lanes?.in.close();
  }

  /** Whether the answer may be looked for while the page waits. */
  #isQuick(): boolean {
    if (this.lanes?.in.isSpinWorthIt() !== true) return false;
    const now = performance.now();
    this.#turnBegan ??= now;
    return now - this.#turnBegan < LONGEST_TURN;
  }

  #spin(): void {
    if (this.lanes?.in.spin() === true) this.receiveFull();
    this.#goOn();
  }

  /** Has the next answer come as an event; where none is to come, messages are posted. */
  #goOn(): void {
    if (this.#isExpecting()) this.#wait();
    else if (this.lanes?.in.close() === true) this.receiveFull();
  }

  #wait(): void {
    const { lanes } = this;
    if (lanes === undefined || this.#isWaiting) return;
    this.#isWaiting = true;
    lanes.in.open();
    void lanes.in.wait().then((how) => {
      this.#isWaiting = false;
      if (how === "ok") this.#turnBegan = undefined;
      this.receiveFull();
      this.#goOn();
    });
  }
}
