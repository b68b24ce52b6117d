import { LaneSender, LaneSize } from "../../../src/protocol/index.js";
import { LaneWord, SharedWord } from "../../../src/protocol/lane/layout.js";
import { BlockingReceiver } from "../../../src/worker/blocking-receiver.js";

/** Both ends of the lane to the worker, on one thread: so a test decides which end does what when. */
export interface LaneEnds {
  readonly sender: LaneSender;
  readonly receiver: BlockingReceiver;
  /** What stands in the lane's word for its state: one of `LaneState`. */
  readonly state: () => number;
}

export function createLaneEnds(memory = new SharedArrayBuffer(LaneSize.memory)): LaneEnds {
  const words = new Int32Array(memory, SharedWord.requests * 4, 4);
  return {
    sender: new LaneSender(memory, "requests"),
    receiver: new BlockingReceiver(memory, "requests"),
    state: () => Atomics.load(words, LaneWord.state),
  };
}

/** Opens the lane, sends a message through it and takes it out. @returns `undefined` when it was not sent */
export function carry(
  { sender, receiver }: LaneEnds,
  message: unknown,
): { readonly got: unknown } | undefined {
  receiver.open();
  return sender.send(message, 0) ? { got: receiver.take() } : undefined;
}
