export { type Argument, decodeArguments, encodeArguments } from "./arguments.js";
export { FileHold, Hold, Intent, TURN_TIME } from "./file-hold.js";
export type { FromProxy, Introduction, ProxyEndpoint, ProxyOptions, ToProxy } from "./messages.js";
export { isMarkedOpenBelow, type ReleaseMark, tryMarkOpen } from "./open-mark.js";
export { FileRole, OPERATION_NAMES, Operation, type OperationId, Outcome } from "./operations.js";
export {
  createSharedBuffers,
  ENDED,
  MAX_FILES,
  OPERATION_WORD,
  OUTCOME_WORD,
  PULSE_WORD,
  type SharedBuffers,
  type SharedMemory,
  viewSharedMemory,
} from "./shared-memory.js";
