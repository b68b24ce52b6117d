/**
 * A piece of SQL text:
 * - `space`: white space or a comment
 * - `word`: a keyword or a bare name
 * - `end`: a semicolon
 * - `other`: a literal, a quoted name, an operator
 */
export type TokenKind = "space" | "word" | "end" | "other";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it starts, in UTF-16 code units. */
  readonly start: number;
}

/** One alternative per kind, in the order of {@link KINDS}; literals that are not closed reach to the end. */
const TOKEN = new RegExp(
  [
    String.raw`(\s+|--[^\n]*|/\*[^]*?(?:\*/|$))`,
    String.raw`([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`,
    "(;)",
    String.raw`('(?:[^']|'')*'?|"(?:[^"]|"")*"?|\`[^\`]*\`?|\[[^\]]*\]?|\d[\w.]*|[^])`,
  ].join("|"),
  "y",
);

const KINDS: readonly TokenKind[] = ["space", "word", "end", "other"];

/**
 * Splits SQL text into tokens as SQLite does, as far as finding statements and underlining errors needs it; every
 * character is part of exactly one token.
 *
 * @see https://www.sqlite.org/lang.html
 */
export function* readTokens(sql: string): Generator<Token, void, undefined> {
  let start = 0;
  while (start < sql.length) {
    TOKEN.lastIndex = start;
    const groups = TOKEN.exec(sql)?.slice(1) ?? [];
    const index = groups.findIndex((group) => group !== undefined);
    const text = groups[index] ?? sql.slice(start);
    yield { kind: KINDS[index] ?? "other", text, start };
    start += text.length;
  }
}
