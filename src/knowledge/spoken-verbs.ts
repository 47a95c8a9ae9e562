import type { Lexicon } from "./lexicon.ts";
import type { NameRule } from "./name-table.ts";
import { type SpokenWord, spokenText, spokenWords } from "./spoken-words.ts";

/** A verb of the lexicon as somebody said it. */
export type SpokenVerb = {
  readonly verb: string;
  /** The lexicon's word for it. */
  readonly name: string;
  readonly said: string;
  readonly rule: NameRule;
  /** Its words, by their places: "roll" and "back" of "roll it back". */
  readonly places: readonly number[];
};

/** So many words may stand inside a verb of several: "turn the old proxy off and on". */
const widestHole = 4;

/** Finds verbs of several words with their object in between, such as "roll it back"; in one clause. */
export function splitVerbs(words: readonly SpokenWord[], lexicon: Lexicon): readonly SpokenVerb[] {
  const found: SpokenVerb[] = [];
  for (const [verb, names] of lexicon) {
    for (const name of names) {
      const terms = spokenWords(spokenText(name)).map(({ term }) => term);
      if (terms.length < 2) continue;
      for (const at of words.keys()) {
        const places = splitAt(words, at, terms);
        if (places) found.push({ verb, name, said: name, rule: "stem", places });
      }
    }
  }
  return found;
}

function splitAt(words: readonly SpokenWord[], at: number, terms: readonly string[]) {
  if (words[at]?.term !== terms[0]) return undefined;
  const rest = terms.slice(1);
  for (let from = at + 2; from <= at + 1 + widestHole; from += 1) {
    if (words[from - 1]?.before === "clause") return undefined;
    const isHere = rest.every((term, index) => {
      const word = words[from + index];
      return word?.term === term && word.before !== "clause";
    });
    if (isHere) {
      return [at, ...rest.map((_, index) => from + index)];
    }
  }
  return undefined;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));
/** After these comes what somebody wants to do. */
const asking = set(
  "i we you to please pls must should shall can could lets and then just or how help",
);
/** After these it is the name of an event: "after the restart", "a failed deploy". */
const naming =
  set(`the a an this that these those last next first after before during since our their every each failed bad broken of
  for from by with without my recent new old manual automatic no any about`);
/** Before these forms it tells what goes on, and asks for nothing: "keeps restarting", "was restarted". */
const telling = set("keeps keep kept is are was were am been isnt arent wasnt constantly always");
/** What somebody says of a thing that does not do as it should: "does not start". */
const failing = set("not doesnt dont didnt wont never");
/** The same, two words before: "refuses to start". */
const unable = set("fails failed fail refuses refused refuse unable tries tried");

/**
 * Which verb is asked for: one that somebody wants to do, rather than an event or a symptom; of equal ones the first.
 *
 * @returns undefined when all of them only tell what goes on: "payments-api keeps restarting"
 */
export function askedVerb(
  verbs: readonly SpokenVerb[],
  words: readonly SpokenWord[],
): SpokenVerb | undefined {
  let best: { readonly spoken: SpokenVerb; readonly weight: number } | undefined;
  for (const spoken of verbs) {
    const weight = weightOf(spoken, words);
    if (weight > (best?.weight ?? 0)) best = { spoken, weight };
  }
  return best?.spoken;
}

function weightOf({ places, name }: SpokenVerb, words: readonly SpokenWord[]): number {
  const [at = 0] = places;
  const own = words[at];
  const before = own?.before === "clause" ? undefined : words[at - 1]?.word;
  const form = own?.word ?? "";
  const isPlain = spokenWords(name)[0]?.word === form;
  if (!isPlain && /(?:ing|ed)$/.test(form) && before !== undefined && telling.has(before)) return 0;
  // "restarts", "deploys": somebody or something does it, or they are counted.
  if (!isPlain && form.endsWith("s")) return 0;
  if (before !== undefined && failing.has(before)) return 0;
  if (before === "to" && unable.has(words[at - 2]?.word ?? "")) return 0;
  if (before === undefined || asking.has(before)) return 3;
  return naming.has(before) ? 1 : 2;
}
