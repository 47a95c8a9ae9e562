import type { Doc } from "../chat/doc.ts";
import { isServed } from "../knowledge/availability.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import { type Asker, type Judgement, judgeQuestion } from "./judge-question.ts";
import type { RecordMiss } from "./miss.ts";
import { renderChecked } from "./render-checked.ts";
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

export type AnswersFeature = { answer(question: string, asker: Asker): Promise<Answered> };

/**
 * Answers questions from the knowledge base that is in force at that moment.
 *
 * @param show how entries of other features are shown
 * @param recordMiss is told of every question without an answer; absent: nothing is recorded
 */
export function createAnswersFeature(
  base: () => KnowledgeBase,
  show: ShowEntry,
  recordMiss?: RecordMiss,
): AnswersFeature {
  return {
    async answer(question, asker) {
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
        case "abstain": {
          const { message } = asker;
          const notice =
            message &&
            (await recordMiss?.({ ...message, question, kind: "no_answer", key: undefined }));
          const { ranking, near } = judgement;
          return reply(renderAbstention(ranking, near, now.corpus, notice?.text));
        }
        case "answer": {
          const { entry } = judgement;
          const shown = show(entry, question, now);
          const next = now.corpus.entryById.get(entry.replacedBy ?? "");
          const successor = next && isServed(next, asker.viewer, asker.today) ? next : undefined;
          const { today } = asker;
          const checked = renderChecked(entry, now.checkedOf(entry, today), today);
          const doc = renderEntry(entry, now.corpus.catalogue, shown?.doc, successor, checked);
          return { judgement, doc, environment: shown?.environment };
        }
      }
    },
  };
}
