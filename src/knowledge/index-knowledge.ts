import type { Steps } from "../kernel/steps.ts";
import { createIndex, type Index, indexSteps } from "../search/create-index.ts";
import { defaultThresholds, type Thresholds } from "../search/decide.ts";
import { createNearest } from "../search/nearest.ts";
import { normalQuestion } from "../search/normal-question.ts";
import type { Searchable } from "../search/searchable.ts";
import type { Corpus } from "./corpus.ts";
import type { Entry } from "./entry.ts";
import { type Checked, lastChecked } from "./freshness.ts";
import type { History } from "./git-history.ts";
import { type Learned, type LearnedQuestion, nothingLearned } from "./learned.ts";
import { createNames, type Names } from "./names.ts";
import { searchableEntry } from "./searchable-entry.ts";

/** A corpus that can be asked. */
export type KnowledgeBase = {
  readonly corpus: Corpus;
  /** Of the entries with their own questions, and those that enough people say they answer. */
  readonly index: Index;
  /** With what one person alone has said, too; undefined: nobody has said anything alone. */
  readonly tentative: Index | undefined;
  readonly learned: Learned;
  /** Where answers, choices and abstentions part. */
  readonly thresholds: Thresholds;
  /** The resolver of names; the same object on every call. */
  readonly names: () => Names;
  /** The entries whose title comes near a text, nearest first. */
  readonly nearestEntries: (text: string, limit: number) => readonly Entry[];
  /** When an entry was last looked at, as far as that is known on that day. */
  readonly checkedOf: (entry: Entry, today: Temporal.PlainDate) => Checked | undefined;
};

const noHistory: History = new Map();

/**
 * Makes a corpus ready to be asked; entries that no search may find are left out.
 *
 * @param history who changed its pages, as far as that is known when somebody asks
 */
export function indexKnowledge(
  corpus: Corpus,
  history: () => History = () => noHistory,
  thresholds: Thresholds = defaultThresholds,
): KnowledgeBase {
  const found = foundIn(corpus);
  const index = createIndex(searchablesOf(found, corpus), thresholds);
  return baseOf(corpus, found, index, history, thresholds);
}

/** The same step by step, ready to be asked at once. */
export function* indexKnowledgeSteps(
  corpus: Corpus,
  history: () => History = () => noHistory,
  thresholds: Thresholds = defaultThresholds,
): Steps<KnowledgeBase> {
  const found = foundIn(corpus);
  const index = yield* indexSteps(searchablesOf(found, corpus), thresholds);
  return baseOf(corpus, found, index, history, thresholds);
}

/**
 * Teaches a base what people's votes say; it is ready to be asked at once.
 *
 * @param base one that has been taught nothing
 */
export function* taughtSteps(base: KnowledgeBase, votes: Learned): Steps<KnowledgeBase> {
  const searchables = searchablesOf(foundIn(base.corpus), base.corpus);
  const learned = { ...votes, questions: newQuestions(votes, searchables) };
  const all = [...learned.questions.values()].flat();
  const isNew = all.some(({ isShared }) => isShared);
  const isTentative = all.some(({ isShared }) => !isShared);
  const more = (counts: (question: LearnedQuestion) => boolean) =>
    indexSteps(withQuestions(searchables, learned, counts), base.thresholds);
  return {
    ...base,
    index: isNew ? yield* more(({ isShared }) => isShared) : base.index,
    tentative: isTentative ? yield* more(() => true) : undefined,
    learned,
  };
}

/** The learned questions of entries that are there, and that their pages do not have. */
function newQuestions(
  { questions }: Learned,
  searchables: readonly Searchable[],
): Learned["questions"] {
  return new Map(
    searchables.flatMap((one) => {
      const learned = questions.get(one.id);
      if (!learned) return [];
      const own = new Set([one.title, ...one.questions].map(normalQuestion));
      const added = learned.filter(({ text }) => !own.has(normalQuestion(text)));
      return added.length === 0 ? [] : [[one.id, added]];
    }),
  );
}

function withQuestions(
  searchables: readonly Searchable[],
  { questions }: Learned,
  counts: (question: LearnedQuestion) => boolean,
): readonly Searchable[] {
  return searchables.map((one) => {
    const learned = questions.get(one.id)?.filter(counts) ?? [];
    return { ...one, questions: [...one.questions, ...learned.map(({ text }) => text)] };
  });
}

function foundIn({ entries }: Corpus): readonly Entry[] {
  return entries.filter((entry) => !entry.excluded && entry.status !== "draft");
}

function searchablesOf(found: readonly Entry[], { catalogue }: Corpus): readonly Searchable[] {
  return found.map((entry) => searchableEntry(entry, catalogue));
}

function baseOf(
  corpus: Corpus,
  found: readonly Entry[],
  index: Index,
  history: () => History,
  thresholds: Thresholds,
): KnowledgeBase {
  let nearest: KnowledgeBase["nearestEntries"] | undefined;
  let names: Names | undefined;
  return {
    corpus,
    index,
    tentative: undefined,
    learned: nothingLearned,
    thresholds,
    names() {
      names ??= createNames(corpus.catalogue, corpus.entries);
      return names;
    },
    nearestEntries(text, limit) {
      // Made when first needed: most questions find something without it.
      nearest ??= createNearest(found.map((item) => ({ item, names: [item.title] })));
      return nearest(text, limit);
    },
    checkedOf: (entry, today) =>
      lastChecked(entry, history().get(entry.file) ?? [], corpus.catalogue.people, today),
  };
}
