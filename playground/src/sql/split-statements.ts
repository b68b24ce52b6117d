import { readTokens, type Token } from "./tokens.js";

/** One statement of a script. */
export interface StatementText {
  /** Its text from the first token on, without the closing semicolon. */
  readonly sql: string;
  /** Where {@link sql} starts in the script, in UTF-16 code units. */
  readonly start: number;
}

const CREATE_TRIGGER = /^(EXPLAIN (QUERY PLAN )?)?CREATE (TEMP |TEMPORARY )?TRIGGER\b/;

/** A trigger's statements end with semicolons of their own; only one after `; END` ends the trigger. */
function endsStatement(tokens: readonly Token[]): boolean {
  const opening = tokens.slice(0, 6).map(({ text }) => text.toUpperCase());
  if (!CREATE_TRIGGER.test(opening.join(" "))) return true;
  return tokens.at(-1)?.text.toUpperCase() === "END" && tokens.at(-2)?.kind === "end";
}

/**
 * Splits a script into its statements; white space, comments and stray semicolons between them are dropped.
 *
 * @see https://www.sqlite.org/c3ref/complete.html for how triggers differ
 */
export function splitStatements(script: string): StatementText[] {
  const statements: StatementText[] = [];
  let tokens: Token[] = [];
  const finish = () => {
    const [first, last] = [tokens[0], tokens.at(-1)];
    tokens = [];
    if (first === undefined || last === undefined) return;
    statements.push({ sql: script.slice(first.start, last.start + last.text.length), start: first.start });
  };
  for (const token of readTokens(script)) {
    if (token.kind === "space") continue;
    if (token.kind === "end" && endsStatement(tokens)) finish();
    else tokens.push(token);
  }
  finish();
  return statements;
}
