import type { Entry } from "../knowledge/entry.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import type { LearnedQuestion } from "../knowledge/learned.ts";

/** What people say an entry answers, for its page to say, too. */
export type QuestionSuggestion = {
  readonly entry: Entry;
  /** Those with most voices first. */
  readonly questions: readonly LearnedQuestion[];
};

/** Proposes what was learned and stands on no page; the entry with most voices comes first, and a tie goes by file. */
export function suggestQuestions({
  corpus,
  learned,
}: KnowledgeBase): readonly QuestionSuggestion[] {
  const voicesIn = ({ questions }: QuestionSuggestion) =>
    questions.reduce((sum, { voices }) => sum + voices.length, 0);
  return [...learned.questions]
    .flatMap(([id, questions]) => {
      const entry = corpus.entryById.get(id);
      return entry ? [{ entry, questions }] : [];
    })
    .sort((a, b) => voicesIn(b) - voicesIn(a) || (a.entry.file < b.entry.file ? -1 : 1));
}
