import type { Delivery } from "./deliveries.ts";
import type { EventFeed } from "./event-feed.ts";
import { messageJson } from "./message-json.ts";
import { type FakeMessage, repliesTo } from "./slack-model.ts";
import type { SlackWorkspace } from "./slack-workspace.ts";

/**
 * Deletes a message; with replies a tombstone stays in its place, and Slack calls that a change. Of what only one person
 * sees, nothing is told.
 */
export function removeMessage(
  { model }: SlackWorkspace,
  feed: EventFeed,
  message: FakeMessage,
): readonly Delivery[] {
  const room = model.rooms.get(message.room);
  if (!room) return [];
  const previous = messageJson(model, message);
  if (repliesTo(model, message.room, message.ts).length === 0) {
    model.messages.splice(model.messages.indexOf(message), 1);
    if (message.onlyFor !== undefined) return [];
    return feed.deleted(room, previous, undefined);
  }
  Object.assign(message, {
    subtype: "tombstone",
    text: "This message was deleted.",
    blocks: [],
    metadata: undefined,
    edited: undefined,
  });
  message.reactions.clear();
  const remains = { ...messageJson(model, message), user: "USLACKBOT", hidden: true };
  return feed.deleted(room, previous, remains);
}
