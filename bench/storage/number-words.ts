const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** A whole number below a million in English words, such as "twelve thousand three hundred four". */
export function numberWords(value: number): string {
  if (value >= 1000) return joined(`${numberWords(Math.floor(value / 1000))} thousand`, value % 1000);
  if (value >= 100) return joined(`${UNITS[Math.floor(value / 100)]} hundred`, value % 100);
  if (value >= 20) return joined(TENS[Math.floor(value / 10) - 2] as string, value % 10);
  return UNITS[value] as string;
}

function joined(head: string, rest: number): string {
  return rest === 0 ? head : `${head} ${numberWords(rest)}`;
}
