import { readTokens } from "./tokens.js";

/** Part of a text, in UTF-16 code units; `to` is exclusive. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Which part of a statement an error points at.
 *
 * @param sql - the statement
 * @param offset - where the error lies, as `SqliteError.offset` says it: -1 for unknown
 * @returns the token at the offset; the last token where the offset is the end of an incomplete statement; `undefined`
 *   where the offset is unknown or the statement has no token
 */
export function errorRange(sql: string, offset: number): TextRange | undefined {
  if (offset < 0) return undefined;
  let range: TextRange | undefined;
  for (const { kind, start, text } of readTokens(sql)) {
    if (kind === "space") continue;
    range = { from: start, to: start + text.length };
    if (offset < range.to) break;
  }
  return range;
}
