import type { Action } from "../action.ts";

/** More to choose from is no help (M28). */
export const mostChoices = 4;

const digits = ["1️⃣", "2️⃣", "3️⃣", "4️⃣"] as const;

/**
 * Something to press for each choice, at most four, in the order shown; the number may be typed instead.
 *
 * @param choices labels are titles as their authors wrote them, values keys of stored rows
 */
export function choiceActions(
  choices: readonly { readonly label: string; readonly value: string }[],
): readonly Action[] {
  return digits.slice(0, choices.length).flatMap((emoji, index) => {
    const choice = choices[index];
    if (!choice) return [];
    const label = choice.label.length <= 75 ? choice.label : `${choice.label.slice(0, 74)}…`;
    return [
      {
        id: `choose-${index + 1}`,
        label,
        style: "plain" as const,
        value: choice.value,
        allowed: "anyone" as const,
        once: false,
        emoji,
        words: [`${index + 1}`, choice.label.toLowerCase()],
      },
    ];
  });
}

/** The action that a typed line stands for, by its number or one of its words: "2", "2.", "#2", "Show all". */
export function actionSaid<T extends Pick<Action, "words">>(
  text: string,
  actions: readonly T[],
): T | undefined {
  const said = text
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/^[\s#([]+|[\s.!)\]]+$/g, "");
  return said === "" ? undefined : actions.find(({ words }) => words.includes(said));
}
