import { ResultCode } from "../../base/index.js";
import type { DatabaseArgument } from "./argument-types.js";
import type { ConnectionErrors } from "./connection-errors.js";

/** `SQLITE_UTF8`. */
const UTF8 = 1;

/** The bits of flags that are a text encoding; other bits say how a function behaves. */
const ENCODING_BITS = 0x0f;

/**
 * Runs a definition for UTF-8, which is what JavaScript's side of functions and collations reads.
 *
 * @param flags - whose encoding is `SQLITE_UTF8` or left out
 * @param define - gets the flags with the encoding
 * @returns its result code; `SQLITE_FORMAT` for another encoding
 */
export function defineForUtf8(
  db: DatabaseArgument,
  flags: number,
  errors: ConnectionErrors,
  define: (flags: number) => number,
): number {
  if ((flags & ENCODING_BITS) <= UTF8) return define(flags | UTF8);
  return errors.set(db, ResultCode.SQLITE_FORMAT, "the text encoding must be SQLITE_UTF8");
}
