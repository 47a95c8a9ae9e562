import type { Action } from "../action.ts";

/** More to choose from is no help (M28). */
export const mostChoices = 4;

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
