import { z } from "zod";
import { principalKey } from "./conversation.ts";
import { conversationSchema, type Inbound } from "./inbox-item.ts";
import { instantSchema as instant } from "./instant-schema.ts";
import { takenMessagesSchema } from "./taken-messages.ts";

/** A question of ours that a bare next line of that person may answer. */
const pendingSchema = z
  .object({
    /** What was asked for, such as `reason-for-not-helpful`. */
    ask: z.string().min(1),
    /** Key of what the answer belongs to. */
    of: z.string(),
    /** Principal key of whoever was asked. */
    person: z.string(),
    until: instant,
  })
  .readonly();

/** What manners know of a conversation; `z.decode` reads it from JSON, `z.encode` writes it. */
export const threadStateSchema = z
  .object({
    /** The last line of each human who wrote in it, by principal key. */
    humans: z.record(z.string(), z.object({ at: instant, message: z.string() }).readonly()),
    lastReplyAt: instant.optional(),
    /** Our replies of the last hour that count for the budget, oldest first. */
    replies: z.array(instant).readonly(),
    /** People were told that the budget is spent; that stands for what goes out until then. */
    overflowUntil: instant.optional(),
    /** Somebody said "stop", and nobody has mentioned us since. */
    stopped: z.boolean(),
    /** What was served in it, an entry's id with whatever changes its text, and the key of that reply. */
    served: z.record(z.string(), z.string()),
    /** What it is about; the knowledge room's own, who keeps it here parses it. */
    topic: z.unknown().optional(),
    pending: pendingSchema.optional(),
    /** The last messages, for their edits. */
    messages: takenMessagesSchema.optional(),
    /** What the last reply offers: keys of stored rows, and what may be typed for each, beside its number. */
    offered: z
      .array(z.object({ value: z.string(), words: z.array(z.string()) }).readonly())
      .readonly()
      .optional(),
    /** Nobody else than the writer reads it. */
    isDirect: z.boolean().optional(),
    /** One person alone sees it: where everybody may be shown what is said here. */
    showsIn: conversationSchema.optional(),
    /** Of a room's main line: when we were let in. */
    joinedAt: instant.optional(),
    /** When we last said that something cannot be read. */
    unreadSaidAt: instant.optional(),
    /** When we last said that we had been away. */
    awaySaidAt: instant.optional(),
  })
  .readonly();

export type ThreadState = z.infer<typeof threadStateSchema>;
export type Pending = z.infer<typeof pendingSchema>;

/** A conversation in which nothing was said yet. */
export const noThread: ThreadState = { humans: {}, replies: [], stopped: false, served: {} };

/** Whether the message speaks to us and not merely near us. */
export function isExplicit({ addressed }: Pick<Inbound, "addressed">): boolean {
  return addressed !== "thread" && addressed !== "none";
}

/**
 * Takes note of a message. Edits and programs change nothing; a message that speaks to us ends a "stop". Messages may
 * come out of order: of each human the later line is kept.
 */
export function afterInbound(state: ThreadState, item: Inbound, at: Temporal.Instant): ThreadState {
  if (item.edit || item.author.isBot) return state;
  const key = principalKey(item.author.principal);
  const earlier = Object.hasOwn(state.humans, key) ? state.humans[key] : undefined;
  const isLater = !earlier || Temporal.Instant.compare(item.sentAt, earlier.at) >= 0;
  const line = { at: item.sentAt, message: item.message.message };
  const { pending, ...rest } = state;
  const open = pending && Temporal.Instant.compare(at, pending.until) < 0;
  return {
    ...rest,
    ...(open ? { pending } : {}),
    humans: isLater ? { ...state.humans, [key]: line } : state.humans,
    ...(item.roomKind === "dm" ? { isDirect: true } : {}),
    stopped: state.stopped && !isExplicit(item),
  };
}

/** Takes note of a reply of ours. A new one closes the question that the one before left open. */
export function afterReply(
  state: ThreadState,
  reply: {
    readonly key: string;
    readonly at: Temporal.Instant;
    /** False for pages, acknowledgements, what is caught up on, and the later pieces of a split answer. */
    readonly counts: boolean;
    readonly served?: string | undefined;
    readonly topic?: unknown;
    readonly pending?: Pending | undefined;
  },
): ThreadState {
  const { key, at, counts, served, topic, pending } = reply;
  const { pending: _answered, ...rest } = state;
  const hourAgo = at.subtract({ hours: 1 });
  const recent = state.replies.filter((one) => Temporal.Instant.compare(one, hourAgo) > 0);
  return {
    ...rest,
    lastReplyAt: at,
    replies: counts ? [...recent, at] : recent,
    served: served === undefined ? state.served : { ...state.served, [served]: key },
    ...(topic === undefined ? {} : { topic }),
    ...(pending ? { pending } : {}),
  };
}

/** Takes note of "stop": whatever we asked is void, too. */
export function afterStop({ pending: _void, ...state }: ThreadState): ThreadState {
  return { ...state, stopped: true };
}
