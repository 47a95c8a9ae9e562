import type { Action } from "../../../chat/action.ts";
import { actionSaid } from "../../../chat/manners/choices.ts";
import { typedNumber } from "../../../chat/typed-number.ts";

/** The action that an emoji stands for: its own, or that of its number; none where several have the same. */
export function actionByEmoji(key: string, actions: readonly Action[]): Action | undefined {
  const folded = foldEmoji(key);
  const [action, ...others] = actions.filter(({ emoji }) => foldEmoji(emoji) === folded);
  if (action) return others.length === 0 ? action : undefined;
  return folded.endsWith(keycap) ? numbered(key, actions) : undefined;
}

/** The action that a message stands for: its number alone, or one of its words. */
export function actionTyped(text: string, actions: readonly Action[]): Action | undefined {
  return numbered(text, actions) ?? actionSaid(text, actions);
}

const keycap = "\u20E3";

/** An emoji however clients write it: with or without a variation selector, in any skin tone. */
function foldEmoji(emoji: string): string {
  return emoji
    .replace(/[\uFE0E\uFE0F]|\p{Emoji_Modifier}/gu, "")
    .normalize("NFC")
    .trim();
}

function numbered(text: string, actions: readonly Action[]): Action | undefined {
  const number = typedNumber(text);
  return number === undefined ? undefined : actions[number - 1];
}
