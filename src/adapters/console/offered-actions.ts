import type { Action } from "../../chat/action.ts";

/** What a line presses. */
export type Pressed = { readonly action: Action; readonly via: "key" | "word" };

/** The lines that show what can be pressed, numbered from 1. */
export function actionLines(actions: readonly Action[]): string {
  return actions.map(({ label }, index) => `[${index + 1}] ${label}`).join("\n");
}

/** What a line presses: a number as shown, or one of an action's words, in any case; else it is an ordinary line. */
export function pressedBy(line: string, actions: readonly Action[]): Pressed | undefined {
  const typed = line.trim().toLowerCase();
  if (/^[1-9]\d{0,2}$/.test(typed)) {
    const action = actions[Number(typed) - 1];
    return action && { action, via: "key" };
  }
  const action = actions.find(({ words }) => words.includes(typed));
  return action && { action, via: "word" };
}
