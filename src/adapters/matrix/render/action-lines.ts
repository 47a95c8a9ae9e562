import type { Action } from "../../../chat/action.ts";
import type { Doc } from "../../../chat/doc.ts";
import { foldEmoji } from "./fold-emoji.ts";

/** A reaction that we put under a message for others to press, and what it does. */
export type Seed = { readonly key: string; readonly action: Action };

const digits = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣", "🔟"];

/** What can be pressed, a line each, by the number to type and the reaction to press; none for none. */
export function actionLines(actions: readonly Action[]): Doc {
  if (actions.length === 0) return [];
  const lines = actions.map(({ label, confirm }, index) => {
    const number = digits[index] ?? `${index + 1}.`;
    const key = keyOf(actions, index) ?? number;
    const question = confirm === undefined ? [] : ["–", confirm];
    const words = [number, ...(key === number ? [] : [key]), label, ...question];
    return words.join(" ").replace(/\s+/g, " ");
  });
  return [{ p: [{ text: lines.join("\n") }] }];
}

/**
 * The reactions to put under a message, in the order of what they do, no two alike: the emoji of an action, or the digit of
 * its place where another has that emoji. Beyond the tenth there is no such digit, and the number can only be typed.
 */
export function seedsOf(actions: readonly Action[]): readonly Seed[] {
  return actions.flatMap((action, index) => {
    const key = keyOf(actions, index);
    return key === undefined ? [] : [{ key, action }];
  });
}

function keyOf(actions: readonly Action[], index: number): string | undefined {
  const emoji = actions[index]?.emoji ?? "";
  const folded = foldEmoji(emoji);
  const same = (other: string) => foldEmoji(other) === folded;
  const isTaken = digits.some((digit, at) => at !== index && same(digit));
  const isShared = actions.some((other, at) => at !== index && same(other.emoji));
  return folded === "" || isTaken || isShared ? digits[index] : emoji;
}
