import { type SpokenWord, spokenText, spokenWords } from "./spoken-words.ts";

/**
 * How a name was recognised, surest first: as it is written; with other separators (`pay api`, `payapi` for `pay-api`); by
 * the stems of its words (`workers`); by a slip of the finger.
 */
export type NameRule = "exact" | "separators" | "stem" | "near";

/** Something that has a name. */
export type Naming<T> = {
  readonly item: T;
  readonly name: string;
  /** Whether its words may be inflected. */
  readonly inflects: boolean;
};

export type TableMatch<T> = {
  /** The word after the last. */
  readonly end: number;
  readonly rule: NameRule;
  /** All that go by this name. */
  readonly found: readonly Naming<T>[];
};

export type NameTable<T> = {
  /** The longest name that begins at this word, within one clause; of two as long the surer one. */
  longestAt(words: readonly SpokenWord[], at: number, text: string): TableMatch<T> | undefined;
};

/** A name of one word may be said in three: `payapi` as `pay a p i` is no name any more. */
const mostSplits = 2;

export function createNameTable<T>(namings: readonly Naming<T>[]): NameTable<T> {
  const bySquash = new Map<string, Naming<T>[]>();
  const byStems = new Map<string, Naming<T>[]>();
  const wordsIn = new Map<Naming<T>, number>();
  let mostWords = 0;
  const add = (map: Map<string, Naming<T>[]>, key: string, naming: Naming<T>) =>
    map.set(key, [...(map.get(key) ?? []), naming]);
  for (const naming of namings) {
    const words = spokenWords(spokenText(naming.name));
    if (words.length === 0) continue;
    mostWords = Math.max(mostWords, words.length);
    wordsIn.set(naming, words.length);
    add(bySquash, words.map(({ word }) => word).join(""), naming);
    if (naming.inflects) add(byStems, words.map(({ term }) => term).join(" "), naming);
  }
  return {
    longestAt(words, at, text) {
      let longest: TableMatch<T> | undefined;
      let squash = "";
      let stems = "";
      for (let end = at + 1; end <= Math.min(words.length, at + mostWords + mostSplits); end += 1) {
        const word = words[end - 1];
        if (!word || (end > at + 1 && word.before === "clause")) break;
        squash += word.word;
        stems += (stems === "" ? "" : " ") + word.term;
        const isWhole = (naming: Naming<T>) => end - at <= (wordsIn.get(naming) ?? 0) + mostSplits;
        const squashed = bySquash.get(squash)?.filter(isWhole) ?? [];
        const equal = squashed.length > 0 ? squashed : undefined;
        const found = equal ?? byStems.get(stems);
        if (!found) continue;
        const said = text.slice(words[at]?.start, word.end).toLowerCase();
        const exact = equal?.filter(({ name }) => spokenText(name).toLowerCase() === said) ?? [];
        if (exact.length > 0) longest = { end, rule: "exact", found: exact };
        else longest = { end, rule: equal ? "separators" : "stem", found };
      }
      return longest;
    },
  };
}
