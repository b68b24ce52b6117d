/**
 * Counts the UTF-16 code units of a UTF-8 text and checks that it is well-formed, without decoding it.
 *
 * @returns the code units; -1 where the text is ill-formed
 * @see https://encoding.spec.whatwg.org/#utf-8-decoder
 */
export function countCodeUnits(bytes: Uint8Array, start: number, end: number): number {
  let units = 0;
  let position = start;
  while (position < end) {
    const lead = bytes[position++] as number;
    units++;
    if (lead < 0x80) continue;
    // Lead bytes below C2 would be continuations or overlong, those above F4 beyond U+10FFFF.
    if (lead < 0xc2 || lead > 0xf4) return -1;
    const continuations = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (end - position < continuations) return -1;
    const second = bytes[position] as number;
    if (second < lowestSecondByte(lead) || second > highestSecondByte(lead)) return -1;
    for (let index = 1; index < continuations; index++) {
      if (((bytes[position + index] as number) & 0xc0) !== 0x80) return -1;
    }
    if (continuations === 3) units++;
    position += continuations;
  }
  return units;
}

/** Lower ones would be overlong forms. */
function lowestSecondByte(lead: number): number {
  return lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
}

/** Higher ones would be surrogates, or beyond U+10FFFF. */
function highestSecondByte(lead: number): number {
  return lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
}
