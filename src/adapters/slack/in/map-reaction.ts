import { z } from "zod";
import type { Interaction } from "../../../chat/inbox-item.ts";
import { emojiName } from "./emoji-names.ts";
import { type Known, principalOf, roomRef } from "./known.ts";
import { instantOf } from "./slack-instant.ts";

const reactionSchema = z.object({
  type: z.enum(["reaction_added", "reaction_removed"]),
  user: z.string(),
  reaction: z.string(),
  item_user: z.string().optional(),
  item: z.object({ type: z.string(), channel: z.string().optional(), ts: z.string().optional() }),
  event_ts: z.string(),
});

/** What a reaction to a message of ours comes to; undefined: it stands for nothing that we offered. */
export function mapReaction(
  event: unknown,
  eventId: string,
  { own, offeredBy }: Known,
): Interaction | undefined {
  const { item, ...reacted } = reactionSchema.parse(event);
  const isOurs = reacted.item_user === undefined || reacted.item_user === own.user;
  if (!isOurs || reacted.user === own.user) return undefined;
  if (item.channel === undefined || item.ts === undefined) return undefined;
  const on = { ...roomRef(own, item.channel), message: item.ts };
  const offered = offeredBy(on, emojiName(reacted.reaction));
  return (
    offered && {
      kind: "interaction",
      dedupKey: eventId,
      ...offered,
      actor: principalOf(own, reacted.user),
      on,
      at: instantOf(reacted.event_ts),
      via: "reaction",
      undone: reacted.type === "reaction_removed",
    }
  );
}
