import { normalQuestion } from "../search/normal-question.ts";
import type { Hit } from "../search/ranking.ts";

/** What people's votes have taught. */
export type Learned = {
  /** Questions that people, and not its page, say an entry answers, by the entry's id; no two of an entry are the same. */
  readonly questions: ReadonlyMap<string, readonly LearnedQuestion[]>;
  /** What people say of entries as answers to a question, by its normal form. */
  readonly verdicts: ReadonlyMap<string, readonly Verdict[]>;
};

/** People who say the same. */
export type Voices = {
  /** Each once. */
  readonly voices: readonly string[];
  /** Enough more people say so than otherwise for it to count for everybody; else it counts for those who say it. */
  readonly isShared: boolean;
  /** Ids of the votes that it stands on, in their order. */
  readonly votes: readonly number[];
};

export type LearnedQuestion = Voices & { readonly text: string };

/** That an entry answers a question; or that, with the hash that it had then, it does not. */
export type Verdict = Voices & {
  readonly entry: string;
  readonly unhelpful: { readonly hash: string } | undefined;
};

export const nothingLearned: Learned = { questions: new Map(), verdicts: new Map() };

/** What counts for one asker and question. */
export type VerdictsFor = {
  /** Id of the one entry that answers it; undefined: none, or several. */
  readonly preferred: string | undefined;
  /** That an entry does not answer it. */
  readonly against: (entry: { readonly id: string; readonly hash: string }) => Voices | undefined;
};

/**
 * What people's votes say of entries as answers to just this question. What the asker says goes before what others say.
 *
 * @param voice who asks, as votes name them; undefined: nobody who has voted
 */
export function verdictsFor(
  { verdicts }: Learned,
  question: string,
  voice: string | undefined,
): VerdictsFor {
  const all = verdicts.size === 0 ? [] : (verdicts.get(normalQuestion(question)) ?? []);
  const isOwn = ({ voices }: Voices) => voice !== undefined && voices.includes(voice);
  const against: VerdictsFor["against"] = ({ id, hash }) =>
    all.find(
      (one) => one.entry === id && one.unhelpful?.hash === hash && (isOwn(one) || one.isShared),
    );
  const helpful = all.filter(({ unhelpful }) => !unhelpful);
  const own = helpful.filter(isOwn);
  const [one, ...more] = own.length > 0 ? own : helpful.filter(({ isShared }) => isShared);
  return { preferred: more.length === 0 ? one?.entry : undefined, against };
}

/** The learned question that speaks most for a hit; undefined: its page does. */
export function learnedBehind(
  { questions }: Learned,
  { id, unit }: Pick<Hit, "id" | "unit">,
): LearnedQuestion | undefined {
  if (unit.kind !== "question") return undefined;
  return questions.get(id)?.find(({ text }) => text === unit.text);
}

/** A vote as people name it: `V12`. */
export function printVoteId(id: number): string {
  return `V${id}`;
}

/** Votes as people name them. */
export function printVotes(ids: readonly number[]): string {
  return ids.map(printVoteId).join(" ");
}
