import type { Doc } from "../chat/doc.ts";
import { isServed } from "../knowledge/availability.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import { type Asker, type Judgement, judgeQuestion } from "./judge-question.ts";
import { renderEntry } from "./render-entry.ts";
import {
  renderAbstention,
  renderChoices,
  renderClarify,
  renderCourtesy,
} from "./render-judgement.ts";

/** A question with its reply. */
export type Answered = {
  readonly judgement: Judgement;
  readonly doc: Doc;
  /** The environment that the reply is about. */
  readonly environment: string | undefined;
};

/** Shows an entry that has more to it than its text; undefined: its text will do. */
export type ShowEntry = (
  entry: Entry,
  question: string,
  base: KnowledgeBase,
) => { readonly doc: Doc; readonly environment: string | undefined } | undefined;

export type AnswersFeature = { answer(question: string, asker: Asker): Answered };

/**
 * Answers questions from the knowledge base that is in force at that moment.
 *
 * @param show how entries of other features are shown
 */
export function createAnswersFeature(base: () => KnowledgeBase, show: ShowEntry): AnswersFeature {
  return {
    answer(question, asker) {
      const now = base();
      const judgement = judgeQuestion(question, now, asker);
      const reply = (doc: Doc): Answered => ({ judgement, doc, environment: undefined });
      switch (judgement.outcome) {
        case "clarify":
          return reply(renderClarify(judgement.because));
        case "command":
          return reply(renderCourtesy(judgement.command));
        case "choices":
          return reply(renderChoices(judgement.entries));
        case "abstain":
          return reply(renderAbstention(judgement.ranking, judgement.near, now.corpus));
        case "answer": {
          const { entry } = judgement;
          const shown = show(entry, question, now);
          const next = now.corpus.entryById.get(entry.replacedBy ?? "");
          const successor = next && isServed(next, asker.viewer, asker.today) ? next : undefined;
          const doc = renderEntry(entry, now.corpus.catalogue, shown?.doc, successor);
          return { judgement, doc, environment: shown?.environment };
        }
      }
    },
  };
}
