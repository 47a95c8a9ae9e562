import { z } from "zod";
import type { MessageRef } from "../../../chat/conversation.ts";
import type { Inbound, InboxItem } from "../../../chat/inbox-item.ts";
import { type Known, principalOf, roomRef } from "./known.ts";
import { plainText } from "./plain-text.ts";
import { instantOf } from "./slack-instant.ts";

const messageSchema = z.object({
  ts: z.string(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  subtype: z.string().optional(),
  text: z.string().nullish(),
  thread_ts: z.string().optional(),
  parent_user_id: z.string().optional(),
  team: z.string().nullish(),
  user_team: z.string().nullish(),
  source_team: z.string().nullish(),
  edited: z.object({ ts: z.string() }).nullish(),
});

type SlackMessage = z.infer<typeof messageSchema>;

/** A message as it was; Slack may leave it out. */
const formerSchema = messageSchema.partial();

const eventSchema = messageSchema.extend({
  type: z.enum(["message", "app_mention"]),
  channel: z.string(),
  channel_type: z.string().optional(),
  deleted_ts: z.string().optional(),
  message: messageSchema.optional(),
  previous_message: formerSchema.optional(),
});

type MessageEvent = z.infer<typeof eventSchema>;

/** What the envelope of an event tells of its room. */
export type Surroundings = {
  /** The room is shared with another company. */
  readonly isShared: boolean;
  readonly receivedAt: Temporal.Instant;
  /** It was read from the history, and not delivered. */
  readonly replay: boolean;
};

/** Slack's own account, which tells people about Slack. */
const slackbot = "USLACKBOT";

/** What people write; others tell of joins, topics, pins and the like. */
const kept = [undefined, "file_share", "thread_broadcast"];

/** What a `message` or `app_mention` comes to; undefined: it is of a program or of Slack, or changes nothing. */
export function mapMessage(
  event: unknown,
  known: Known,
  around: Surroundings,
): InboxItem | undefined {
  const said = eventSchema.parse(event);
  if (said.subtype === "message_changed") return changed(said, known, around);
  if (said.subtype === "message_deleted") {
    return withdrawn(said, said.deleted_ts, said.previous_message, known, around);
  }
  if (!kept.includes(said.subtype) || !isOfHuman(said, known)) return undefined;
  return inbound(said, said, known, around);
}

/** A deleted message that has replies stays as a tombstone, and arrives as an edit. */
function changed(event: MessageEvent, known: Known, around: Surroundings): InboxItem | undefined {
  const { message, previous_message: before } = event;
  if (!message) return undefined;
  if (message.subtype === "tombstone") {
    return withdrawn(event, message.ts, before, known, around);
  }
  // A link preview changes a message, too: its text stays, or nobody edited it.
  if (!message.edited || message.text === before?.text) return undefined;
  if (!kept.includes(message.subtype) || !isOfHuman(message, known)) return undefined;
  const item = inbound(event, message, known, around);
  const revision = message.edited.ts;
  return {
    ...item,
    dedupKey: `e:${event.channel}:${message.ts}:${revision}`,
    edit: { of: item.message, revision },
  };
}

function withdrawn(
  event: MessageEvent,
  ts: string | undefined,
  before: z.infer<typeof formerSchema> | undefined,
  known: Known,
  { receivedAt }: Surroundings,
): InboxItem | undefined {
  if (ts === undefined || before?.bot_id || before?.user === known.own.user) return undefined;
  return {
    kind: "withdrawn",
    dedupKey: `d:${event.channel}:${ts}`,
    message: messageRef(event.channel, { ...before, ts }, known),
    at: receivedAt,
  };
}

function isOfHuman({ user, bot_id: bot }: SlackMessage, { own }: Known): boolean {
  return user !== undefined && user !== own.user && user !== slackbot && !bot;
}

function inbound(
  event: MessageEvent,
  message: SlackMessage,
  known: Known,
  { isShared, receivedAt, replay }: Surroundings,
): Inbound {
  const { own } = known;
  const { user = "" } = message;
  const reference = messageRef(event.channel, message, known);
  const { text, truncated, mentions } = plainText(message.text ?? "", known);
  const roomKind = roomKindOf(event);
  return {
    kind: "message",
    dedupKey: `m:${event.channel}:${message.ts}`,
    message: reference,
    roomKind,
    encrypted: false,
    shared:
      isShared ||
      known.isSharedRoom(event.channel) ||
      known.isOutsider(user) ||
      isOfOthers(message, known),
    author: {
      principal: principalOf(own, user),
      displayName: known.nameOf(user) ?? user,
      isBot: false,
    },
    addressed: addressedBy(roomKind, mentions, message, reference, known),
    text,
    truncated,
    mentions: mentions.map((one) => principalOf(own, one)),
    sentAt: instantOf(message.ts),
    receivedAt,
    replay,
  };
}

/** The mention is looked for in the text: its event and its message, which come in any order, are then one item. */
function addressedBy(
  roomKind: Inbound["roomKind"],
  mentions: readonly string[],
  { parent_user_id: parent }: SlackMessage,
  { message: _message, ...where }: MessageRef,
  { own, isOurThread }: Known,
): Inbound["addressed"] {
  if (roomKind === "dm") return "dm";
  if (mentions.includes(own.user)) return "mention";
  if (where.thread === undefined) return "none";
  return parent === own.user || isOurThread(where) ? "thread" : "none";
}

/** Only a `message` says what its room is; of a mention the id tells a direct one. */
export function roomKindOf({
  channel,
  channel_type: type,
}: {
  readonly channel: string;
  readonly channel_type?: string | undefined;
}): Inbound["roomKind"] {
  if (type === "im" || channel.startsWith("D")) return "dm";
  return type === "mpim" ? "group" : "room";
}

/** The first message of a thread is on the room's main line. */
export function messageRef(
  channel: string,
  { ts, thread_ts: thread }: { readonly ts: string; readonly thread_ts?: string | undefined },
  { own }: Pick<Known, "own">,
): MessageRef {
  const where = roomRef(own, channel);
  return thread === undefined || thread === ts
    ? { ...where, message: ts }
    : { ...where, thread, message: ts };
}

function isOfOthers(message: SlackMessage, { own }: Known): boolean {
  return [message.team, message.user_team, message.source_team].some(
    (team) => typeof team === "string" && team !== own.team,
  );
}
