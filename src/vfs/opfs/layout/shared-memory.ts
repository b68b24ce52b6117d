import { OPERATION_NAMES } from "./operations.js";

/**
 * The memory that a thread with SQLite and its proxy share. Two buffers:
 *
 *     sabOp, bytes  0      Int32    operation word: id of the operation to do, 0 once it is done; both sides wait on it
 *                   4      Int32    outcome of the operation
 *                   8-63            numbers of the operation and of its answer, Float64 each
 *                   64-503          milliseconds that the proxy worked on each operation, Float64 each
 *                   508      Int32    pulse: the proxy counts it up where it begins an operation, and every now and then
 *                                     while it waits in the middle of one; negative once it has ended
 *                   512-4095        hold and asked word of each file (see `file-hold.ts`), Int32 each
 *                   4096-           arguments of the operation, or of its answer, serialised
 *     sabIo                         file bytes of a read or write
 */
export interface SharedBuffers {
  readonly sabOp: SharedArrayBuffer;
  readonly sabIo: SharedArrayBuffer;
}

/** Index of the operation word. */
export const OPERATION_WORD = 0;
/** Index of the outcome. */
export const OUTCOME_WORD = 1;
/** Index of the pulse. */
export const PULSE_WORD = 127;
/** What the pulse is once the proxy does nothing any more. */
export const ENDED = -1;
/** Index of the first hold word. */
export const FIRST_HOLD_WORD = 128;
/** Files that one thread may have open at once. */
export const MAX_FILES = 448;

const NUMBERS_OFFSET = 8;
const NUMBER_COUNT = 7;
const TIMES_OFFSET = 64;
const ARGUMENTS_OFFSET = 4096;
const ARGUMENTS_SIZE = 16_384;

/** Both buffers, seen as what lies in them. */
export interface SharedMemory {
  readonly buffers: SharedBuffers;
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly numbers: Float64Array<SharedArrayBuffer>;
  readonly times: Float64Array<SharedArrayBuffer>;
  readonly args: Uint8Array<SharedArrayBuffer>;
  readonly io: Uint8Array<SharedArrayBuffer>;
}

/**
 * Allocates both buffers, all zeros.
 *
 * @param ioSize - bytes that one read or write carries at most
 */
export function createSharedBuffers(ioSize: number): SharedBuffers {
  return {
    sabOp: new SharedArrayBuffer(ARGUMENTS_OFFSET + ARGUMENTS_SIZE),
    sabIo: new SharedArrayBuffer(ioSize),
  };
}

/** Makes the views that one thread uses. */
export function viewSharedMemory(buffers: SharedBuffers): SharedMemory {
  const { sabOp, sabIo } = buffers;
  return {
    buffers,
    words: new Int32Array(sabOp),
    numbers: new Float64Array(sabOp, NUMBERS_OFFSET, NUMBER_COUNT),
    times: new Float64Array(sabOp, TIMES_OFFSET, OPERATION_NAMES.length),
    args: new Uint8Array(sabOp, ARGUMENTS_OFFSET, ARGUMENTS_SIZE),
    io: new Uint8Array(sabIo),
  };
}
