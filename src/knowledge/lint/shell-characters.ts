/** What means something to a shell. */
const shellCharacters: readonly string[] = [..." ;&|$`<>(){}\\\"'*?!#~\n"];

/**
 * Values that patterns for names, numbers, versions, paths and addresses accept, none longer than seven characters: with each
 * one more, the time that a bad expression takes may double.
 */
const samples = [
  ..."aA01-_./:@,+=%".split(""),
  ..."aa AA 00 a0 0a a-a a_a a.a a/a a:a a@a 0-0 0.0 0:0 0/0 a-0 /a -a aaa 000 aa0 0.0.0 a@a.a".split(
    " ",
  ),
  ..."aaaa 0000 aaaaa 00000 aaaaaa 000000 aaaaaaa 0000000".split(" "),
];
const mostCharacters = 8;
/** What may stand on both sides of a character: `a b`, `a 0`, `A;0`. */
const pairs = [..."aA0"].flatMap((before) => [..."aA0"].map((after) => [before, after] as const));

/** So many samples tell what a pattern is about. */
const mostBases = 6;

/**
 * Tells which characters of the shell a pattern lets into a value, by trying; a pattern holds for the whole value.
 *
 * @param example a value that it should accept, if there is one
 * @returns "invalid" when it is no regular expression
 */
export function shellCharactersIn(
  pattern: string,
  example: string | undefined,
): readonly string[] | "invalid" {
  const whole = wholeValue(pattern);
  if (!whole) return "invalid";
  const accepts = (value: string) => value.length <= mostCharacters && whole.test(value);
  const bases = [...(example === undefined ? [] : [example]), ...samples]
    .filter(accepts)
    .slice(0, mostBases);
  return shellCharacters.filter(
    (character) =>
      accepts(character) ||
      bases.some((base) => variants(base, character).some(accepts)) ||
      // What no sample tells: the character may have to be there.
      samples.some((sample) => accepts(character + sample) || accepts(sample + character)) ||
      pairs.some(([before, after]) => accepts(before + character + after)),
  );
}

function wholeValue(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A value with the character added or put in, at each place. */
function variants(value: string, character: string): readonly string[] {
  return Array.from({ length: value.length + 1 }, (_, at) => [
    value.slice(0, at) + character + value.slice(at),
    ...(at < value.length ? [value.slice(0, at) + character + value.slice(at + 1)] : []),
  ]).flat();
}
