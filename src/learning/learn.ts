import type { Learned, LearnedQuestion, Verdict, Voices } from "../knowledge/learned.ts";
import { normalQuestion } from "../search/normal-question.ts";
import type { Vote } from "./vote.ts";

/** So many more people must say so than otherwise for it to count for everybody. */
const enoughVoices = 2;
/** Of what one person alone says of an entry so many newest questions count. */
const mostAlone = 20;
/** And of all that is learned of it so many, those with most voices first. */
const mostOfEntry = 100;

/**
 * Makes of votes what they teach. A person counts once for a question and an entry, however often they vote: by their newest
 * vote. Of several choices that they made for one question the newest counts, since whoever looks at one offer after the
 * other found the last. A vote for an entry outlives its changes; a vote against it is on the version that was read.
 *
 * @param votes oldest first
 */
export function learnFrom(votes: readonly Vote[]): Learned {
  const questions = new Map<string, LearnedQuestion[]>();
  const verdicts = new Map<string, Verdict[]>();
  const pairs = Map.groupBy(countedOf(votes), ({ entry, question }) => pairKey(entry, question));
  for (const own of pairs.values()) {
    const [first] = own;
    if (!first) continue;
    const { entry } = first;
    const yes = own.filter(({ helpful }) => helpful);
    const no = own.filter(({ helpful }) => !helpful);
    const said: Verdict[] = [];
    if (yes.length > no.length) {
      const voices = voicesOf(yes, no);
      add(questions, entry, { ...voices, text: yes[0]?.question ?? first.question });
      said.push({ ...voices, entry, unhelpful: undefined });
    }
    for (const [hash, against] of Map.groupBy(no, (vote) => vote.hash)) {
      said.push({ ...voicesOf(against, yes), entry, unhelpful: { hash } });
    }
    for (const verdict of said) add(verdicts, normalQuestion(first.question), verdict);
  }
  return {
    questions: new Map([...questions].map(([entry, list]) => [entry, limited(list)])),
    verdicts,
  };
}

function voicesOf(those: readonly Vote[], others: readonly Vote[]): Voices {
  return {
    voices: those.map(({ voice }) => voice),
    isShared: those.length - others.length >= enoughVoices,
    votes: those.map(({ id }) => id),
  };
}

function add<T>(lists: Map<string, T[]>, key: string, item: T): void {
  lists.set(key, [...(lists.get(key) ?? []), item]);
}

/** The vote of each person on each question and entry that counts, in the order of the votes. */
function countedOf(votes: readonly Vote[]): readonly Vote[] {
  const newest = new Map<string, Vote>();
  const chosen = new Map<string, Vote>();
  for (const vote of votes) {
    const { voice, entry, question, source } = vote;
    if (source === "choice") {
      const key = JSON.stringify([voice, normalQuestion(question)]);
      const before = chosen.get(key);
      if (before) {
        const pair = JSON.stringify([voice, pairKey(before.entry, question)]);
        if (newest.get(pair)?.id === before.id) newest.delete(pair);
      }
      chosen.set(key, vote);
    }
    newest.set(JSON.stringify([voice, pairKey(entry, question)]), vote);
  }
  return [...newest.values()].sort((a, b) => a.id - b.id);
}

const pairKey = (entry: string, question: string) =>
  JSON.stringify([entry, normalQuestion(question)]);

function limited(questions: readonly LearnedQuestion[]): readonly LearnedQuestion[] {
  const alone = new Map<string, number>();
  return questions
    .toReversed()
    .filter(({ isShared, voices }) => {
      if (isShared) return true;
      const [voice = ""] = voices;
      const before = alone.get(voice) ?? 0;
      alone.set(voice, before + 1);
      return before < mostAlone;
    })
    .sort((a, b) => b.voices.length - a.voices.length)
    .slice(0, mostOfEntry);
}
