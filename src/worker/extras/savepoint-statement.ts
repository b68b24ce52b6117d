/** What a statement does with savepoints. */
export interface SavepointStatement {
  readonly action: "begin" | "release" | "rollback";
  /** In lower case: SQLite compares the names without regard to ASCII case. */
  readonly name: string;
}

const SPACE = String.raw`(?:\s|--[^\n]*(?:\n|$)|/\*[\s\S]*?(?:\*/|$))`;
const NAME = String.raw`("(?:[^"]|"")*"|'(?:[^']|'')*'|\x60(?:[^\x60]|\x60\x60)*\x60|\[[^\]]*\]|[^\s;"'\x60\[/-]+)`;
const STATEMENT = new RegExp(
  `^(?:${SPACE}|;)*(?:(savepoint)|(release)(?:${SPACE}+savepoint)?|rollback(?:${SPACE}+transaction)?${SPACE}+to(?:${SPACE}+savepoint)?)${SPACE}*${NAME}`,
  "i",
);

/**
 * Reads a statement that sets, releases or goes back to a savepoint: SQLite has no hook for them.
 *
 * @returns `undefined` for any other statement
 * @see https://www.sqlite.org/lang_savepoint.html
 */
export function readSavepointStatement(sql: string): SavepointStatement | undefined {
  const match = STATEMENT.exec(sql);
  if (match === null) return undefined;
  const [, begin, release, name = ""] = match;
  const action = begin !== undefined ? "begin" : release !== undefined ? "release" : "rollback";
  return { action, name: unquoted(name).toLowerCase() };
}

function unquoted(name: string): string {
  const quote = name[0] as string;
  if (quote === "[") return name.slice(1, -1);
  return "\"'`".includes(quote) ? name.slice(1, -1).replaceAll(quote + quote, quote) : name;
}
