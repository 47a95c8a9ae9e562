import { z } from "zod";
import { mostText } from "../../../chat/inbox-item.ts";
import { asideThread } from "../aside.ts";
import { type Known, principalOf } from "./known.ts";
import { messageRef, roomKindOf } from "./map-message.ts";
import { type Mapped, nothing } from "./mapped.ts";
import { plainText } from "./plain-text.ts";

/** Callback ids of the shortcuts that stand at a message. */
export const askShortcut = "ask-ama";
export const gapShortcut = "log-gap";

const shortcutSchema = z.object({
  callback_id: z.string(),
  trigger_id: z.string(),
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  channel: z.object({ id: z.string() }),
  message: z.object({
    ts: z.string(),
    text: z.string().nullish(),
    thread_ts: z.string().optional(),
  }),
});

/**
 * What a shortcut at a message comes to: the message's words, said by whoever chose it, where nobody else sees it. Slack
 * shows what one person alone sees in no thread that has yet to begin: it stands on the main line then.
 */
export function mapShortcut(body: unknown, known: Known, at: Temporal.Instant): Mapped {
  const { own } = known;
  const chosen = shortcutSchema.parse(body);
  const isGap = chosen.callback_id === gapShortcut;
  if (!isGap && chosen.callback_id !== askShortcut) return nothing;
  const { channel, user, message } = chosen;
  const quoted = messageRef(channel.id, message, known);
  const { text, truncated } = plainText(message.text ?? "", known);
  const words = isGap ? `gap: ${text}` : text;
  const dedupKey = `c:${chosen.trigger_id}`;
  const roomKind = roomKindOf({ channel: channel.id });
  const { thread: seenIn, message: _message, ...room } = quoted;
  const thread = roomKind === "dm" ? seenIn : asideThread(dedupKey, seenIn);
  return {
    as: "item",
    item: {
      kind: "message",
      dedupKey,
      message: { ...room, ...(thread === undefined ? {} : { thread }), message: dedupKey },
      roomKind,
      encrypted: false,
      shared:
        known.isSharedRoom(channel.id) ||
        known.isOutsider(user.id) ||
        (user.team_id ?? own.team) !== own.team,
      author: {
        principal: principalOf(own, user.id),
        displayName: known.nameOf(user.id) ?? user.id,
        isBot: false,
      },
      addressed: "command",
      text: words.slice(0, mostText).toWellFormed(),
      truncated: truncated || words.length > mostText,
      mentions: [],
      quoted,
      sentAt: at,
      receivedAt: at,
      replay: false,
    },
    handle: { triggerId: chosen.trigger_id },
  };
}
