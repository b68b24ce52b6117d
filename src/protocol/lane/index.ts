export { LaneReceiver, LaneSender } from "./lane.js";
export { LaneSize, SharedWord } from "./layout.js";
