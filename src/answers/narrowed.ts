import type { Entry } from "../knowledge/entry.ts";
import type { Answered } from "./answered.ts";

/**
 * Decides whether a reply out of a folder goes before the reply out of everything. The folder comes first and blinds nobody:
 * it must answer all that was asked, or offer something to choose from where there is no answer elsewhere.
 *
 * @param isInside whether an entry lies in the folder
 * @returns false, too, when both come to the same
 */
export function isNarrowed(
  inside: Answered,
  everywhere: Answered,
  isInside: (entry: Entry["id"]) => boolean,
): boolean {
  if (inside.lack || isElsewhere(inside, everywhere)) return false;
  const shown = shownBy(inside);
  const isOther = shown.join() !== shownBy(everywhere).join();
  if (shown.length === 0 || !isOther || !shown.every(isInside)) return false;
  const isUndecided = everywhere.outcome === "choices" || everywhere.outcome === "abstain";
  return inside.outcome === "answer" || (inside.outcome === "choices" && isUndecided);
}

/** Ids of what is answered with, or of what there is to choose from. */
function shownBy({ outcome, entry, choices }: Answered): readonly string[] {
  if (outcome === "answer") return entry ? [entry.id] : [];
  return choices.flatMap((choice) => ("entry" in choice ? [choice.entry] : []));
}

/** Whether the best there is elsewhere holds a word that the folder does not have, or only one like it: it asks for that. */
function isElsewhere(inside: Answered, everywhere: Answered): boolean {
  const wordsOf = ({ ranking }: Answered) => ranking?.explanation.words ?? [];
  const [best] = everywhere.ranking?.hits ?? [];
  const same = wordsOf(everywhere).map(({ word, taken, of }) => `${word} ${taken} ${of}`);
  return wordsOf(inside)
    .filter(({ taken }) => taken === "unknown" || taken === "misspelt")
    .filter(({ word, taken, of }) => !same.includes(`${word} ${taken} ${of}`))
    .some(({ word }) => best?.matched.includes(word));
}
