import type { Doc } from "../chat/doc.ts";
import { showToEveryone } from "../chat/manners/audience.ts";
import { isBareCommand } from "./bare-command.ts";
import type { Scene } from "./scene.ts";
import type { Offer } from "./turn.ts";

/**
 * Under what one person sees alone, and everybody might (M32): in the thread beside which it was asked, else where it
 * stands. Nothing where we cannot write to everybody.
 */
export function offersToShow(
  doc: Doc,
  { item, able, state, conversation }: Pick<Scene, "item" | "able" | "state" | "conversation">,
): readonly Offer[] {
  if (able?.canPost === false) return [];
  const { id, label, words, emoji, allowed, once } = showToEveryone("");
  const inThread = { label: "Post in thread", in: state.showsIn };
  // What is said to a command alone has no thread: everybody is shown it on the room's main line.
  const onMainLine = { label, in: { ...conversation, thread: undefined } };
  const shown = state.showsIn
    ? inThread
    : isBareCommand(item)
      ? onMainLine
      : { label, in: undefined };
  const press = { do: "show", doc, in: shown.in } as const;
  return [{ id, label: shown.label, words, emoji, allowed, once, press }];
}
