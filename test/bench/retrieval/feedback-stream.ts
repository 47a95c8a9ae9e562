import type { Entry, Question, QuestionSet } from "../load-sets.ts";
import { type Estimate, recall } from "./metrics.ts";
import type { SearchSystem } from "./systems.ts";

/** Questions to a live bot, as they came in. */
const liveSets = /^hint3-/;
const firstChoice = "hint3-curekart";

/** The set with the most questions from a live bot's log, undefined when there is none. */
export function liveSetOf(sets: readonly QuestionSet[]): QuestionSet | undefined {
  const live = sets.filter(({ name }) => liveSets.test(name));
  return (
    live.find(({ name }) => name === firstChoice) ??
    live.toSorted((a, b) => b.questions.length - a.questions.length)[0]
  );
}

/** R@1 over the last fifth of the questions, and how many it was corrected in all of them. */
export type Lesson = {
  readonly frozen: Estimate;
  readonly taught: Estimate;
  readonly corrections: number;
};

/**
 * Asks the questions that have an answer in their order. When the first hit is wrong or missing, the question becomes one of the
 * first right entry's, which the system knows from the next rebuild on.
 *
 * @param rebuildAfter so many corrections
 */
export function followStream(
  system: SearchSystem,
  { entries, questions }: QuestionSet,
  rebuildAfter: number,
): Lesson {
  const stream = questions.filter(({ gold }) => gold.length > 0);
  const lastFifth = stream.slice(Math.floor(stream.length * 0.8));
  const frozen = system.create(entries);

  const taughtOf = new Map<string, readonly string[]>();
  let [search, corrections] = [frozen, 0];
  const asked = stream.map(({ text, gold }) => {
    const found = search(text);
    const [right = ""] = gold;
    if (!gold.includes(found[0]?.id ?? "")) {
      taughtOf.set(right, [...(taughtOf.get(right) ?? []), text]);
      corrections += 1;
      if (corrections % rebuildAfter === 0)
        search = system.create(withQuestions(entries, taughtOf));
    }
    return { gold, found };
  });
  return {
    frozen: recall(askAll(frozen, lastFifth), 1),
    taught: recall(asked.slice(-lastFifth.length), 1),
    corrections,
  };
}

function askAll(search: ReturnType<SearchSystem["create"]>, questions: readonly Question[]) {
  return questions.map(({ text, gold }) => ({ gold, found: search(text) }));
}

function withQuestions(
  entries: readonly Entry[],
  taughtOf: ReadonlyMap<string, readonly string[]>,
): readonly Entry[] {
  return entries.map((entry) => ({
    ...entry,
    questions: [...entry.questions, ...(taughtOf.get(entry.id) ?? [])],
  }));
}
