import { type Chance, createChance } from "../chance.ts";
import type { Entry, QuestionSet } from "../load-sets.ts";

/** So much of a body is kept, and so many lines has a made one: about as long as an answer in a team's knowledge base. */
const mostCharacters = 1_500;
const linesOfBody = 6;
const questionsOfEntry = 3;
/** Shorter lines are commands' output and headings. */
const leastOfLine = 20;

/**
 * The entries of all sets in one base of `size`, the same on every run. When they are too few, entries are made of theirs: a title
 * of the words of two, questions each of the halves of two, a body of lines of any.
 */
export function growEntries(sets: readonly QuestionSet[], size: number): readonly Entry[] {
  const chance = createChance(size);
  const given = shuffled(
    sets.flatMap(({ name, entries }) =>
      entries.map((entry) => ({
        ...entry,
        id: `${name}/${entry.id}`,
        body: entry.body.slice(0, mostCharacters),
      })),
    ),
    chance,
  );
  const asks = given.flatMap(({ questions }) => questions);
  const lines = given
    .flatMap(({ body }) => body.split("\n"))
    .filter((line) => line.length >= leastOfLine);
  const from = (list: readonly string[]) => list[chance.even(list.length)] ?? "";
  const titles = given.map(({ title }) => title);
  const made = Array.from({ length: Math.max(0, size - given.length) }, (_, number): Entry => {
    const words = shuffled([...from(titles).split(" "), ...from(titles).split(" ")], chance);
    return {
      id: `made/${number}`,
      title: words.slice(0, Math.max(2, Math.floor(words.length / 2))).join(" "),
      questions: Array.from({ length: questionsOfEntry }, () =>
        [...firstHalf(from(asks)), ...secondHalf(from(asks))].join(" "),
      ),
      body: Array.from({ length: linesOfBody }, () => from(lines)).join("\n"),
    };
  });
  return [...given.slice(0, size), ...made];
}

/** A list in an order of chance. */
export function shuffled<T>(list: readonly T[], chance: Chance): readonly T[] {
  const order = [...list];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = chance.even(at + 1);
    order.splice(at, 1, ...order.splice(other, 1, ...order.slice(at, at + 1)));
  }
  return order;
}

function firstHalf(text: string): readonly string[] {
  const words = text.split(" ");
  return words.slice(0, Math.ceil(words.length / 2));
}

function secondHalf(text: string): readonly string[] {
  const words = text.split(" ");
  return words.slice(Math.ceil(words.length / 2));
}
