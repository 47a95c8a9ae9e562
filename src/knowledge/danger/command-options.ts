/** The options of a program that take the next word as their value: letters of short ones, long ones in full. */
export type Valued = { readonly short: string; readonly long: readonly string[] };

/** Where the first word is that is neither an option nor its value. */
export function firstOperand(words: readonly string[], valued: Valued): number {
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? "";
    if (word === "--") return at + 1;
    if (!isOption(word)) return at;
    at += takes(word, valued);
  }
  return at;
}

/** All words that are neither options nor their values. */
export function operandsOf(words: readonly string[], valued: Valued): readonly string[] {
  const operands: string[] = [];
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? "";
    if (word === "--") return [...operands, ...words.slice(at + 1)];
    if (!isOption(word)) operands.push(word);
    at += isOption(word) ? takes(word, valued) : 1;
  }
  return operands;
}

/** Whether an option is there, alone or among others (`-rf`); the long one also as `--force=true`. */
export function hasOption(words: readonly string[], letters: string, ...long: string[]): boolean {
  const end = words.indexOf("--");
  return (end < 0 ? words : words.slice(0, end)).some(
    (word) =>
      (/^-[a-zA-Z]+$/.test(word) && [...letters].some((letter) => word.includes(letter))) ||
      long.some((name) => word === name || word.startsWith(`${name}=`)),
  );
}

const isOption = (word: string) => word.startsWith("-") && word !== "-";

function takes(option: string, { short, long }: Valued): number {
  if (option.startsWith("--")) return long.includes(option) ? 2 : 1;
  const value = [...option].findIndex((letter, at) => at > 0 && short.includes(letter));
  return value === option.length - 1 ? 2 : 1;
}
