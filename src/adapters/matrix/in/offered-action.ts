import type { Action } from "../../../chat/action.ts";
import { actionSaid } from "../../../chat/manners/choices.ts";
import { typedNumber } from "../../../chat/typed-number.ts";
import { seedsOf } from "../render/action-lines.ts";
import { foldEmoji } from "../render/fold-emoji.ts";

/** The action that an emoji stands for: the one under which we put it up, or that of its number. */
export function actionByEmoji(key: string, actions: readonly Action[]): Action | undefined {
  const folded = foldEmoji(key);
  const seed = seedsOf(actions).find((one) => foldEmoji(one.key) === folded);
  return seed?.action ?? (folded.endsWith(keycap) ? numbered(key, actions) : undefined);
}

/** The action that a message stands for: its number alone, or one of its words. */
export function actionTyped(text: string, actions: readonly Action[]): Action | undefined {
  return numbered(text, actions) ?? actionSaid(text, actions);
}

const keycap = "\u20E3";

function numbered(text: string, actions: readonly Action[]): Action | undefined {
  const number = typedNumber(text);
  return number === undefined ? undefined : actions[number - 1];
}
