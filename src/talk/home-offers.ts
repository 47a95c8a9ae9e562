import { actionLabel } from "../chat/action.ts";
import type { RoomRef } from "../chat/conversation.ts";
import { roomOf } from "../chat/inbox-item.ts";
import type { AskedGap } from "../gaps/asked-gap-store.ts";
import { noTopic } from "../knowledge/topic.ts";
import { offer } from "./offers.ts";
import type { Press } from "./press.ts";
import type { Scene } from "./scene.ts";
import { answerTo } from "./talk-own-gaps.ts";
import type { Effect, Offer } from "./turn.ts";

/** So many of the speaker's gaps stand in their home; who has more says `my gaps`. */
export const mostGaps = 10;

/** Forms that open in a home. Who is on call changes nobody whom we do not know. */
export function openings({ given, speaker }: Scene): readonly Offer[] {
  const canOverride = given.roster().oncall.isWritten && speaker.person !== undefined;
  return [
    atHome("page", "Page somebody", "📟", { do: "page-form", text: "" }),
    atHome("gap", "Log a gap", "📝", { do: "gap-form" }),
    ...(canOverride ? [atHome("override", "Override", "🔁", { do: "override-form" })] : []),
  ];
}

/** Opens what answers the first of the speaker's gaps, each entry once. */
export function answersAtHome(gaps: readonly AskedGap[], scene: Scene): readonly Offer[] {
  const entries = gaps.slice(0, mostGaps).flatMap((gap) => answerTo(gap, scene) ?? []);
  return [...new Set(entries)].map(({ id, title }) =>
    atHome(`entry-${id}`, actionLabel(title), "📄", {
      do: "open",
      entry: id,
      topic: noTopic,
      confirmed: false,
    }),
  );
}

/** Has all that can be pressed in the speaker's home do something. */
export async function offerHome(scene: Scene): Promise<Effect> {
  const { given, speaker, at } = scene;
  const gaps = await given.gaps.askedBy(speaker.principal);
  const offers = [...openings(scene), ...answersAtHome(gaps, scene)];
  return async ({ transaction }) => {
    for (const { id, press, allowed, once } of offers) {
      const value = homeKey(id, scene);
      const conversation = roomOfHome(scene);
      const offered = { value, conversation, press, allowed, once, asker: speaker.key };
      await given.presses.offer(transaction, offered, at);
    }
    return undefined;
  };
}

/** Whether the speaker has opened their home. */
export async function hasOpenedHome(scene: Scene): Promise<boolean> {
  return (await scene.given.presses.find(homeKey("page", scene))) !== undefined;
}

/** The same whenever the home is shown to whom that room is, so that what is pressed in an old one does the same. */
export function homeKey(offer: string, scene: Pick<Scene, "item">): string {
  return `home:${roomOfHome(scene).room}:${offer}`;
}

/** Where the speaker talks to us alone, as their home names it. */
export function roomOfHome({ item }: Pick<Scene, "item">): RoomRef {
  const { platform, workspace, room } = roomOf(item);
  return { platform, workspace, room };
}

/** It may be pressed as often as one likes, by its reader. */
function atHome(id: string, label: string, emoji: string, press: Press): Offer {
  return { ...offer(id, label, [label.toLowerCase()], emoji, press, "asker"), once: false };
}
