import type { Interaction } from "../../../chat/inbox-item.ts";
import { type Known, principalOf } from "./known.ts";
import { actionByEmoji } from "./offered-action.ts";
import { relationsOf } from "./relation.ts";
import type { RoomEvent } from "./room-event.ts";

/**
 * What a reaction comes to, or the event that takes one back; undefined: it stands for nothing that we offered.
 *
 * @param told what tells of it: the reaction itself, or its redaction
 */
export function mapReaction(
  reaction: RoomEvent,
  told: RoomEvent,
  { own, isBot, offeredOn }: Known,
): Interaction | undefined {
  const { reactsTo } = relationsOf(reaction);
  if (!reactsTo || reaction.sender === own.user || isBot(reaction.sender)) return undefined;
  const offer = offeredOn(reactsTo.event);
  const action = offer && actionByEmoji(reactsTo.key, offer.actions);
  return (
    action && {
      kind: "interaction",
      dedupKey: told.id,
      action: action.id,
      value: action.value,
      actor: principalOf(own, reaction.sender),
      on: offer.on,
      at: told.sentAt,
      via: "reaction",
      undone: told !== reaction,
    }
  );
}
