import type { MessageRef } from "../../../chat/conversation.ts";
import type { Inbound, Interaction } from "../../../chat/inbox-item.ts";
import { commandSaid } from "./command-said.ts";
import { readContent, type Spoken } from "./content.ts";
import { type Known, principalOf, roomRef, serverOf } from "./known.ts";
import { actionTyped } from "./offered-action.ts";
import { type PlainText, plainText } from "./plain-text.ts";
import { relationsOf } from "./relation.ts";
import type { RoomEvent } from "./room-event.ts";

/** What people write or send; notices are of programs, and emotes are said to nobody. */
const kept = ["m.text", "m.image", "m.file", "m.audio", "m.video"];

/** What a message comes to: an edit of another, something typed in place of pressing it, or what somebody wrote. */
export function mapMessage(event: RoomEvent, known: Known): Inbound | Interaction | undefined {
  const content = readContent(event.content);
  const { replaces } = relationsOf(event);
  if (replaces !== undefined) return edited(event, replaces, content["m.new_content"], known);
  if (!isKept(content)) return undefined;
  const item = inbound(event, content, known);
  return pressedByWord(event, item, known) ?? item;
}

/**
 * What a message that we cannot read comes to. It has a key of its own, beside that of the same message once it can be read;
 * an edit is nothing until then.
 */
export function mapUnreadable(event: RoomEvent, known: Known): Inbound | undefined {
  if (relationsOf(event).replaces !== undefined) return undefined;
  const item = inbound(event, { msgtype: "m.text" }, known);
  return { ...item, dedupKey: `u:${event.id}`, unreadable: event.unreadable };
}

function isKept({ msgtype }: Spoken): boolean {
  return msgtype !== undefined && kept.includes(msgtype);
}

/**
 * Only its author edits a message, and nobody an edit; but servers pass on whatever is claimed. Whether its text differs,
 * manners tell (M25).
 */
function edited(
  event: RoomEvent,
  replaced: string,
  spoken: Spoken | undefined,
  known: Known,
): Inbound | undefined {
  const original = known.earlier(replaced);
  if (!spoken || !isKept(spoken) || original?.sender !== event.sender) return undefined;
  if (relationsOf(original).replaces !== undefined) return undefined;
  const item = inbound(original, spoken, known);
  return { ...item, dedupKey: event.id, edit: { of: item.message, revision: event.id } };
}

function inbound(event: RoomEvent, spoken: Spoken, known: Known): Inbound {
  const { own, room, receivedAt, replay } = known;
  const { message, quoted } = placeOf(event, known);
  const plain = plainText(spoken, relationsOf(event).repliesTo !== undefined, own);
  const command = commandSaid(plain.text);
  const { sender } = event;
  return {
    kind: "message",
    // The id alone would stand for what left no message in its room.
    dedupKey: `m:${event.id}`,
    message,
    roomKind: roomKindOf(room),
    encrypted: room.encrypted,
    shared: room.shared || serverOf(sender) !== serverOf(own.user),
    author: {
      principal: principalOf(own, sender),
      displayName: known.nameOf(sender) ?? sender,
      isBot: known.isBot(sender),
    },
    addressed: command === undefined ? addressedBy(plain, message, quoted, known) : "command",
    text: command ?? plain.text,
    truncated: plain.truncated,
    mentions: plain.mentions.map((user) => principalOf(own, user)),
    ...(quoted ? { quoted } : {}),
    sentAt: event.sentAt,
    receivedAt,
    replay,
  };
}

/** A room that is marked as direct and has more than two in it is read by others, too. */
function roomKindOf({ isDirect, members }: Known["room"]): Inbound["roomKind"] {
  if (!isDirect) return "room";
  return members <= 2 ? "dm" : "group";
}

/** Where a message stands, and what it replies to. Clients without threads reply to what we said in one beside it. */
function placeOf(
  event: RoomEvent,
  known: Known,
): { readonly message: MessageRef; readonly quoted: MessageRef | undefined } {
  const { thread, repliesTo } = relationsOf(event);
  const repliedTo = repliesTo === undefined ? undefined : known.earlier(repliesTo);
  const threadOfThat = repliedTo && relationsOf(repliedTo).thread;
  const isReplyToUs = repliedTo?.sender === known.own.user;
  return {
    message: messageRef(event, thread ?? (isReplyToUs ? threadOfThat : undefined), known),
    quoted:
      repliesTo === undefined
        ? undefined
        : messageRef({ ...event, id: repliesTo }, repliedTo ? threadOfThat : thread, known),
  };
}

export function messageRef(
  { room, id }: Pick<RoomEvent, "room" | "id">,
  thread: string | undefined,
  { own }: Pick<Known, "own">,
): MessageRef {
  return { ...roomRef(own, room), ...(thread === undefined ? {} : { thread }), message: id };
}

function addressedBy(
  { calls }: PlainText,
  { message: _message, ...where }: MessageRef,
  quoted: MessageRef | undefined,
  { own, room, earlier, isOurThread }: Known,
): Inbound["addressed"] {
  if (roomKindOf(room) === "dm") return "dm";
  if (calls === "in-words") return "mention";
  if (quoted && earlier(quoted.message)?.sender === own.user) return "reply";
  if (calls === "in-list") return "mention";
  return where.thread !== undefined && isOurThread(where) ? "thread" : "none";
}

/** A press has the key of the message that it was: told again after what was offered is gone, that is still the same. */
function pressedByWord(event: RoomEvent, item: Inbound, known: Known): Interaction | undefined {
  if (item.addressed === "command" || item.author.isBot) return undefined;
  const offer = offerAnswered(item, known);
  const action = offer && actionTyped(item.text, offer.actions);
  return (
    action && {
      kind: "interaction",
      dedupKey: item.dedupKey,
      action: action.id,
      value: action.value,
      actor: item.author.principal,
      on: offer.on,
      at: event.sentAt,
      via: "word",
      undone: false,
    }
  );
}

/** What a message may press: what it replies to, else what was offered last where one talks to us. */
function offerAnswered({ message, quoted, roomKind }: Inbound, known: Known) {
  const { message: _message, ...where } = message;
  const onQuoted = quoted && known.offeredOn(quoted.message);
  if (onQuoted) return onQuoted;
  if (quoted && known.earlier(quoted.message)?.sender !== known.own.user) return undefined;
  return where.thread === undefined && roomKind !== "dm" ? undefined : known.newestOffer(where);
}
