import type { Entry } from "../knowledge/entry.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import { searchableEntry } from "../knowledge/searchable-entry.ts";
import { editDistance } from "../search/edit-distance.ts";
import { unitsOf } from "../search/searchable.ts";
import { isContentWord } from "../search/stop-words.ts";
import { chunksOf } from "../search/tokens.ts";
import type { Vote } from "./vote.ts";

/** A word that people use and the knowledge base lacks, with what they mean by it. */
export type AliasSuggestion = {
  readonly word: string;
  /** The entries that it led to, by file. */
  readonly entries: readonly Entry[];
  /** The one service that they are all about, whose name it is then; undefined: it is a keyword of the one entry. */
  readonly service: string | undefined;
  readonly voices: number;
  /** Where people used it, oldest first. */
  readonly questions: readonly string[];
};

/** One person's word may be a whim. */
const enoughVoices = 2;
/** Of those who use a word so large a share must mean the same by it. */
const leastShare = 0.8;
const shortestWord = 3;

/**
 * Finds words that no entry has, in questions that people say some entry answers. A word that led to one entry is proposed as
 * its keyword, and one that led to several of one service as a name of that service. A slip of a word that is known is no
 * alias: search mends it.
 *
 * @param votes oldest first
 * @returns the word of most people first; a tie goes by the alphabet
 */
export function suggestAliases(
  votes: readonly Vote[],
  { corpus }: KnowledgeBase,
): readonly AliasSuggestion[] {
  const known = new Set(
    corpus.entries
      .flatMap((entry) => unitsOf(searchableEntry(entry, corpus.catalogue)))
      .flatMap(({ text }) => wordsOf(text)),
  );
  const terms = new Set([...known].map(({ term }) => term));
  const spelt = [...new Set([...known].map(({ word }) => word))];
  const isSlip = (word: string) =>
    spelt.some((one) => one.length > shortestWord && editDistance(word, one, 1) <= 1);
  const uses = votes
    .filter(({ helpful }) => helpful)
    .flatMap((vote) => {
      const entry = corpus.entryById.get(vote.entry);
      if (!entry) return [];
      return wordsOf(vote.question)
        .filter(({ word, term }) => isNew(word) && !terms.has(term))
        .map((token) => ({ ...token, entry, vote }));
    });
  return [...Map.groupBy(uses, ({ term }) => term).values()]
    .flatMap((same): readonly AliasSuggestion[] => {
      const [first] = same;
      if (!first || isSlip(first.word)) return [];
      const byTarget = Map.groupBy(same, ({ entry }) => targetOf(entry));
      const voicesOf = (list: typeof same) => new Set(list.map(({ vote }) => vote.voice)).size;
      const [most] = [...byTarget.values()].sort((a, b) => voicesOf(b) - voicesOf(a));
      if (!most || voicesOf(most) < enoughVoices) return [];
      if (voicesOf(most) < leastShare * voicesOf(same)) return [];
      const entries = [...new Set(most.map(({ entry }) => entry))];
      const service = entries.length > 1 ? entries[0]?.services[0] : undefined;
      return [
        {
          word: first.word,
          entries: entries.sort((a, b) => (a.file < b.file ? -1 : 1)),
          service,
          voices: voicesOf(most),
          questions: [...new Set(most.map(({ vote }) => vote.question))],
        },
      ];
    })
    .sort((a, b) => b.voices - a.voices || (a.word < b.word ? -1 : 1));
}

/** Entries about one and the same service are about one thing. */
function targetOf({ id, services }: Entry): string {
  const [service] = services;
  return services.length === 1 ? `service ${service}` : `entry ${id}`;
}

function wordsOf(text: string) {
  return chunksOf(text).flatMap(({ parts, whole }) => (whole ? [...parts, whole] : parts));
}

/** Numbers and blanks left by scrubbing are no names. */
function isNew(word: string): boolean {
  return word.length >= shortestWord && isContentWord(word) && /^\p{L}+$/u.test(word);
}
