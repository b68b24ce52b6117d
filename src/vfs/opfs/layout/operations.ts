/** What the proxy can be asked to do; 0 in the operation word means that it has nothing to do. */
export const Operation = {
  NONE: 0,
  OPEN: 1,
  CLOSE: 2,
  READ: 3,
  WRITE: 4,
  TRUNCATE: 5,
  FLUSH: 6,
  SIZE: 7,
  LOCK: 8,
  UNLOCK: 9,
  CHECK_RESERVED: 10,
  EXISTS: 11,
  DELETE: 12,
  /** Waits until a lock that was refused is got, or time is up. */
  WAIT: 13,
  /** Gives the arguments back: a check of how they are serialised. */
  ECHO: 14,
  /** Ends the proxy. */
  END: 15,
} as const;

/** Id of an operation. */
export type OperationId = (typeof Operation)[keyof typeof Operation];

/** Names of the operations by their id. */
export const OPERATION_NAMES = Object.keys(Operation) as readonly (keyof typeof Operation)[];

/** How an operation ended. */
export const Outcome = {
  DONE: 0,
  /** Not an error, but not done either: another connection holds the lock, or the file is not there. */
  REFUSED: 1,
  /** Thrown; the argument bytes hold what. */
  FAILED: 2,
} as const;

/** One of {@link Outcome}. */
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** What a file is for, as far as the proxy has to know. */
export const FileRole = { DATABASE: 0, JOURNAL: 1, OTHER: 2 } as const;

/** One of {@link FileRole}. */
export type FileRole = (typeof FileRole)[keyof typeof FileRole];
