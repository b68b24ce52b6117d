import { LaneReceiver, LaneState, LaneWord } from "../protocol/index.js";

const { Idle, Watched, Full } = LaneState;

/** The end of a lane in a thread that may be blocked. */
export class BlockingReceiver extends LaneReceiver {
  /**
   * Waits for a message and blocks this thread meanwhile, unless messages are on their way that were posted beside the
   * lane.
   *
   * @param received - messages that have come beside the lane until now
   * @param time - milliseconds to sleep, where spinning has not helped, until the sender wakes this thread
   * @returns whether a message lies in the lane
   */
  block(received: number, time: number): boolean {
    const { words } = this;
    this.open();
    if (Atomics.load(words, LaneWord.posted) === received && !(this.isSpinWorthIt() && this.spin())) {
      Atomics.wait(words, LaneWord.state, Watched, time);
    }
    return Atomics.compareExchange(words, LaneWord.state, Watched, Idle) === Full;
  }
}
