import { z } from "zod";
import { mostText } from "../../../chat/inbox-item.ts";
import { asideThread } from "../aside.ts";
import { type Known, principalOf } from "./known.ts";
import { messageRef, roomKindOf } from "./map-message.ts";
import { type Mapped, nothing } from "./mapped.ts";
import { plainText } from "./plain-text.ts";

/** Callback ids of the shortcuts that stand at a message, and of those that stand everywhere. */
export const messageShortcuts = ["ask-ama", "log-gap"] as const;
export const globalShortcuts = ["ask"] as const;

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

const globalSchema = z.object({
  callback_id: z.string(),
  trigger_id: z.string(),
  user: z.object({ id: z.string() }),
});

/** What a shortcut that is about no message comes to: something to ask in. */
export function mapGlobalShortcut(body: unknown): Mapped {
  const { callback_id: id, trigger_id: triggerId, user } = globalSchema.parse(body);
  return globalShortcuts.some((one) => one === id)
    ? { as: "asks", triggerId, user: user.id }
    : nothing;
}

/**
 * What a shortcut at a message comes to: the message's words, said by whoever chose it, where nobody else sees it. Slack
 * shows what one person alone sees in no thread that has yet to begin: it stands on the main line then.
 */
export function mapShortcut(body: unknown, known: Known, at: Temporal.Instant): Mapped {
  const { own } = known;
  const chosen = shortcutSchema.parse(body);
  const shortcut = messageShortcuts.find((one) => one === chosen.callback_id);
  if (shortcut === undefined) return nothing;
  const isGap = shortcut === "log-gap";
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
    opensForm: isGap,
  };
}
