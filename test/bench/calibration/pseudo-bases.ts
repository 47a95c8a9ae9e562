import { createHash } from "node:crypto";
import type { Entry } from "../load-sets.ts";

/**
 * Smaller bases made of a large one: a share of its entries, of which each keeps so many questions. What is asked of entries
 * left out has no answer there, so that a set teaches doubt in bases of many sizes.
 */
const cuts: readonly { readonly share: number; readonly questions: (entry: Entry) => number }[] = [
  { share: 1, questions: ({ questions }) => questions.length },
  { share: 0.6, questions: () => 2 },
  { share: 0.6, questions: ({ questions }) => questions.length },
  { share: 0.3, questions: () => 1 },
  { share: 0.8, questions: ({ id }) => Math.floor(chance(id) * 6) },
];

/** The base itself first, then the smaller ones; the same on every run. */
export function pseudoBases(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  return cuts.map(({ share, questions }, cut) =>
    entries
      .filter(({ id }) => share === 1 || chance(`${cut}#${id}`) < share)
      .map((entry) => ({ ...entry, questions: entry.questions.slice(0, questions(entry)) })),
  );
}

/** A number from 0 to 1 that a text always has. */
function chance(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE() / 2 ** 32;
}
