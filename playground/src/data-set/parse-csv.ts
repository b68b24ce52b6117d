/** A field with its quotes, or without any, and what ends it: a comma, a line end, or the end of the text. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/**
 * Splits comma-separated text.
 *
 * @param text - as RFC 4180 describes it: fields may be quoted, quotes in quoted fields are doubled
 * @returns one array of fields per line, the heading among them; a last line end opens no further line
 * @throws RangeError where a quoted field is not closed or goes on after its closing quote
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function parseCsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length || line.length > 0) {
    const start = FIELD.lastIndex;
    const match = FIELD.exec(text);
    if (match === null) throw new RangeError(`The text is not comma-separated at character ${start}.`);
    const [, quoted, plain = "", end] = match;
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    lines.push(line);
    line = [];
  }
  return lines;
}
