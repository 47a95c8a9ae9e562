import type { Doc } from "../chat/doc.ts";
import { showToEveryone } from "../chat/manners/audience.ts";
import { isAskedAside, isBareCommand } from "./bare-command.ts";
import type { Scene } from "./scene.ts";
import type { Offer } from "./turn.ts";

/** Under what one person sees alone, and everybody might (M32); nothing where we cannot write to everybody. */
export function offersToShow(
  doc: Doc,
  { item, able }: Pick<Scene, "item" | "able">,
): readonly Offer[] {
  if (able?.canPost === false) return [];
  const { id, label, words, emoji, allowed, once } = showToEveryone("");
  const isApart = isBareCommand(item) && !isAskedAside(item);
  const press = { do: "show", doc, ...(isApart ? { apart: true as const } : {}) } as const;
  return [{ id, label, words, emoji, allowed, once, press }];
}
