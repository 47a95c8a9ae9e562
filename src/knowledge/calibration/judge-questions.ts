import { mostChoices } from "../../search/decide.ts";
import type { Corpus } from "../corpus.ts";
import type { EvalQuestion } from "../eval-questions.ts";
import { indexKnowledge } from "../index-knowledge.ts";
import { type Reader, searchEntries } from "../search-entries.ts";
import type { Judged } from "./judged.ts";

/** A question put to a base that does not hold its words. */
export type JudgedQuestion = Judged & {
  /** Whether an entry that is right exists for it. */
  readonly answerable: boolean;
  /** Whether a right entry is among those that a choice may offer. */
  readonly offered: boolean;
};

/** So much of the traffic has no answer: the share that the confidence was fitted with. */
const unanswerableShare = 0.3;
const foldCount = 5;

/**
 * Judges what a corpus finds for questions that it does not know yet.
 *
 * They are parted into five folds, every fifth in one. A fold's questions are taken out of the entries that hold them,
 * and put to what is left; each that wants an entry is asked once more with all it wants hidden, when whatever comes first
 * is wrong. One that several entries hold wants any of them. Those without an answer make 30 % of the traffic, however
 * many they are. Where nothing is found, the confidence lies below every threshold.
 *
 * @param questions those that entries hold, and any others; the same words count once
 */
export function judgeQuestions(
  corpus: Corpus,
  questions: readonly EvalQuestion[],
  reader: Reader,
): readonly JudgedQuestion[] {
  const distinct = [...Map.groupBy(questions, ({ q }) => q)].map(([q, same]) => ({
    q,
    want: [...new Set(same.flatMap(({ want }) => want))],
  }));
  const asked = Array.from({ length: foldCount }, (_, fold) => {
    const own = distinct.filter((_, place) => place % foldCount === fold);
    const base = indexKnowledge(withoutQuestions(corpus, new Set(own.map(({ q }) => q))));
    return own.flatMap(({ q, want }) => {
      const hitsOf = (hidden: readonly string[]) =>
        searchEntries(q, base, reader, ({ id }) => !hidden.includes(id)).ranking.hits;
      const found = { want, hits: hitsOf([]) };
      return want.length === 0 ? [found] : [found, { want: [], hits: hitsOf(want) }];
    });
  }).flat();
  const answerable = asked.filter(({ want }) => want.length > 0).length;
  return asked.map(({ want, hits }) => ({
    weight:
      want.length > 0
        ? (1 - unanswerableShare) / answerable
        : unanswerableShare / (asked.length - answerable),
    answerable: want.length > 0,
    right: hits.slice(0, 1).some(({ id }) => want.includes(id)),
    offered: hits.slice(0, mostChoices).some(({ id }) => want.includes(id)),
    confidence: hits[0]?.confidence ?? Number.NEGATIVE_INFINITY,
  }));
}

function withoutQuestions(corpus: Corpus, texts: ReadonlySet<string>): Corpus {
  const entries = corpus.entries.map((entry) => ({
    ...entry,
    questions: entry.questions.filter((q) => !texts.has(q)),
  }));
  return { ...corpus, entries, entryById: new Map(entries.map((entry) => [entry.id, entry])) };
}
