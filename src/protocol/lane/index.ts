export { LaneReceiver, LaneSender } from "./lane.js";
export { LaneSize, LaneState, LaneWord, SharedWord } from "./layout.js";
