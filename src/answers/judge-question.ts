import type { Viewer } from "../knowledge/audience.ts";
import { isServed } from "../knowledge/availability.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import type { Ranking } from "../search/ranking.ts";
import { type Courtesy, courtesyIn } from "./courtesy.ts";
import type { AskingMessage } from "./miss.ts";
import { trimQuestion } from "./trim-question.ts";

/** Who asks, and when. */
export type Asker = {
  readonly viewer: Viewer;
  readonly today: Temporal.PlainDate;
  /** Absent: nobody is counted, and a miss is not recorded. */
  readonly message?: AskingMessage;
};

/** What a question deserves. */
export type Judgement =
  | { readonly outcome: "clarify"; readonly because: "empty" | "no-words" }
  | { readonly outcome: "command"; readonly command: Courtesy }
  | { readonly outcome: "answer"; readonly entry: Entry; readonly ranking: Ranking }
  | { readonly outcome: "choices"; readonly entries: readonly Entry[]; readonly ranking: Ranking }
  /** `near`: entries that came nearest, to be named as near and not as the answer. */
  | { readonly outcome: "abstain"; readonly near: readonly Entry[]; readonly ranking: Ranking };

/** So many near entries are named when nothing fits. */
const mostNear = 3;
/** A question up to this length may be a misspelt name; to compare a longer one with every title takes too long. */
const longestName = 24;
/** An entry that holds less of the question than this is not near. */
const leastReach = 0.3;

/** Decides what a question deserves. What the asker may not read, or is not in force today, is not there. */
export function judgeQuestion(text: string, base: KnowledgeBase, asker: Asker): Judgement {
  const question = trimQuestion(text);
  if (question === "") return { outcome: "clarify", because: "empty" };
  const courtesy = courtesyIn(question);
  if (courtesy) return { outcome: "command", command: courtesy };
  const served = (id: string): Entry | undefined => {
    const entry = base.corpus.entryById.get(id);
    return entry && isServed(entry, asker.viewer, asker.today) ? entry : undefined;
  };
  const ranking = base.index.search(question, { allows: (id) => served(id) !== undefined });
  if (ranking.explanation.decided.rule === "no-words") {
    return { outcome: "clarify", because: "no-words" };
  }
  const entries = (ids: readonly string[]) =>
    ids.map(served).filter((entry) => entry !== undefined);
  const [first] = ranking.hits;
  const entry = first && served(first.id);
  if (ranking.outcome === "answer" && entry) return { outcome: "answer", entry, ranking };
  if (ranking.outcome === "choices") {
    const offered = entries(ranking.choices);
    if (offered.length > 0) return { outcome: "choices", entries: offered, ranking };
  }
  const near = entries(
    ranking.hits
      .filter(({ evidence, matched }) => matched.length > 0 && evidence.reach >= leastReach)
      .map(({ id }) => id),
  );
  const named =
    near.length === 0 && question.length <= longestName
      ? // All of them are asked for: those that are not served must not take the place of others.
        base.nearestEntries(question, base.corpus.entries.length).filter(({ id }) => served(id))
      : [];
  return { outcome: "abstain", near: [...near, ...named].slice(0, mostNear), ranking };
}
