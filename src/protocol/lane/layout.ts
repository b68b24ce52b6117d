/*
 * The memory that client and worker share, one SharedArrayBuffer:
 *
 *     byte 0        words, i32, as SharedWord lists them
 *     byte 256      the lane of requests, then the lane of answers
 *
 * A lane carries one message at a time, in one direction, to an end that watches it:
 *
 *     byte 0        structure: the message's values, in the order in which they are met (value-writer.ts)
 *     byte 49,152   text: its ASCII strings end to end
 */

/** Words of the shared memory. Each lane has a group of its own ({@link LaneWord}), a cache line apart. */
export const SharedWord = {
  /** The client writes the id of the request here that is to end. */
  cancelledRequest: 0,
  /** The worker counts here how often it has given its storage up. */
  suspensions: 1,
  /** First word of the lane to the worker. */
  requests: 16,
  /** First word of the lane to the client. */
  answers: 32,
} as const;

/** Words of a lane, from its first. */
export const LaneWord = {
  /** One of {@link LaneState}. */
  state: 0,
  /** Messages that the sender has posted beside the lane. */
  posted: 1,
  /** How many of them the receiver has got. */
  received: 2,
  /** Bytes of text in the message. */
  textSize: 3,
} as const;

/** Who may do what with a lane. */
export const LaneState = {
  /** The receiver does not look at it. Only the receiver may change that. */
  Idle: 0,
  /** The receiver waits for the state to change. The sender may fill the lane. */
  Watched: 1,
  /** A message lies in it. Only the receiver may change that, when it has read it. */
  Full: 2,
} as const;

/** Sizes in bytes. */
export const LaneSize = {
  words: 256,
  structure: 49_152,
  text: 16_384,
  /** The whole memory: its words and two lanes. */
  memory: 256 + 2 * (49_152 + 16_384),
} as const;

/** Types of the values in a lane's structure, one byte each. */
export const ValueTag = {
  Undefined: 0,
  Null: 1,
  False: 2,
  True: 3,
  /** i32. */
  Integer: 4,
  /** f64. */
  Number: 5,
  /** i64. */
  BigInt: 6,
  /** u16 length; the text lies in the text section. */
  Ascii: 7,
  /** u16 length and UTF-16 code units. */
  Utf16: 8,
  /** u16 length and bytes. */
  Bytes: 9,
  /** As `Bytes`. */
  Buffer: 10,
  /** u16 length and values. */
  Array: 11,
  /** u8 number of properties, and for each its key and its value. */
  Object: 12,
} as const;

/** Keys that both ends of a lane remember, so that one byte stands for each. */
export const KEY_LIMIT = 255;
