import type { Hit, Ranking } from "../search/ranking.ts";
import type { Viewer } from "./audience.ts";
import { isServed } from "./availability.ts";
import { asksForDestruction } from "./destruction.ts";
import type { Entry } from "./entry.ts";
import { isUnder } from "./folder.ts";
import type { KnowledgeBase } from "./index-knowledge.ts";
import { rankEntries } from "./rank-entries.ts";
import { spokenText, spokenWords } from "./spoken-words.ts";

/** Who reads, and when. */
export type Reader = {
  readonly viewer: Viewer;
  readonly today: Temporal.PlainDate;
  /** Only what lies under this folder is searched; undefined: all. */
  readonly folder?: string | undefined;
  /** Who it is, as votes name people; undefined: nobody who votes. */
  readonly voice?: string | undefined;
};

/** What the ordinary search makes of a question. */
export type Found = {
  readonly outcome: "answer" | "choices" | "abstention";
  /** The one that answers, or those to choose from, best first; none for an abstention. */
  readonly entries: readonly Entry[];
  /** Entries that came nearest, best first, to be named as near and not as the answer. */
  readonly near: readonly Entry[];
  readonly ranking: Ranking;
};

/** So many near entries are named when nothing fits. */
const mostNear = 3;
/** A question up to this length may be a misspelt name; to compare a longer one with every title takes too long. */
const longestName = 24;
/** An entry that holds less of the question than this is not near. */
const leastReach = 0.3;

/**
 * Searches all entries, or `only` some; what the reader may not read, or is not in force today, is not there.
 */
export function searchEntries(
  question: string,
  base: KnowledgeBase,
  { viewer, today, folder, voice }: Reader,
  only: (entry: Entry) => boolean = () => true,
): Found {
  const served = (id: string): Entry | undefined => {
    const entry = base.corpus.entryById.get(id);
    const isThere = entry && isUnder(folder, entry) && only(entry);
    return isThere && isServed(entry, viewer, today) ? entry : undefined;
  };
  const entriesOf = (ids: readonly string[]) =>
    ids.map(served).filter((entry) => entry !== undefined);
  const ranking = rankEntries(question, base, voice, (id) => served(id) !== undefined);
  const [first] = entriesOf(ranking.hits.slice(0, 1).map(({ id }) => id));
  if (ranking.outcome === "answer" && first) {
    const outcome = mayDestroy(question, first, ranking) ? "choices" : "answer";
    return { outcome, entries: [first], near: [], ranking };
  }
  const offered = entriesOf(ranking.choices);
  if (offered.length > 0) return { outcome: "choices", entries: offered, near: [], ranking };
  const near = entriesOf(ranking.hits.filter(isNear).map(({ id }) => id));
  const named =
    near.length === 0 && question.length <= longestName
      ? // All of them are asked for: those that are not served must not take the place of others.
        base.nearestEntries(question, base.corpus.entries.length).filter(({ id }) => served(id))
      : [];
  return {
    outcome: "abstention",
    entries: [],
    near: [...near, ...named].slice(0, mostNear),
    ranking,
  };
}

/** Whether a hit holds enough of the question to be named, though it does not answer. */
export function isNear({ evidence, matched }: Hit): boolean {
  return matched.length > 0 && evidence.reach >= leastReach;
}

/** Whoever wants to destroy something gets no commands for what a misspelt word may have meant. */
function mayDestroy(question: string, { type }: Entry, { hits, explanation }: Ranking): boolean {
  if (type !== "runbook" || !asksForDestruction(spokenWords(spokenText(question)))) return false;
  return explanation.words.some(
    ({ word, taken }) => taken === "misspelt" && hits[0]?.matched.includes(word),
  );
}
