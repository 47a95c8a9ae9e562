import { z } from "zod";
import { instantSchema } from "./instant-schema.ts";
import { platformSchema } from "./platform-schema.ts";

const id = z.string().min(1).max(500);

const room = { platform: platformSchema, workspace: id, room: id };
const roomSchema = z.object(room).readonly();
export const conversationSchema = z.object({ ...room, thread: id.optional() }).readonly();
const messageSchema = z.object({ ...room, thread: id.optional(), message: id }).readonly();
const principalSchema = z.object({ platform: platformSchema, workspace: id, user: id }).readonly();

/** The longest text of a message that is kept. */
export const mostText = 8_000;

const inboundSchema = z
  .object({
    kind: z.literal("message"),
    dedupKey: id,
    message: messageSchema,
    roomKind: z.enum(["dm", "group", "room"]),
    encrypted: z.boolean(),
    /** People outside the company can read it. */
    shared: z.boolean(),
    author: z
      .object({ principal: principalSchema, displayName: z.string(), isBot: z.boolean() })
      .readonly(),
    /** How it reached us; `thread`: in a thread that the bot takes part in. */
    addressed: z.enum(["mention", "dm", "command", "reply", "thread", "none"]),
    /** Plain: the bot's mention is gone, entities are decoded, at most {@link mostText} characters. */
    text: z.string().max(mostText),
    truncated: z.boolean(),
    mentions: z.array(principalSchema).readonly(),
    quoted: messageSchema.optional(),
    /** A new version of an earlier message. */
    edit: z.object({ of: messageSchema, revision: id }).readonly().optional(),
    sentAt: instantSchema,
    receivedAt: instantSchema,
    /** Seen while catching up. */
    replay: z.boolean(),
    unreadable: z.enum(["no-key-yet", "withheld"]).optional(),
  })
  .readonly();

const interactionSchema = z
  .object({
    kind: z.literal("interaction"),
    dedupKey: id,
    /** Id of the action pressed. */
    action: id,
    /** Key of the stored row that says what it does. */
    value: z.string(),
    actor: principalSchema,
    on: messageSchema,
    at: instantSchema,
    via: z.enum(["button", "reaction", "word", "key"]),
    /** A reaction was taken back. */
    undone: z.boolean(),
  })
  .readonly();

const formSubmitSchema = z
  .object({
    kind: z.literal("form"),
    dedupKey: id,
    form: id,
    instance: id,
    actor: principalSchema,
    values: z.record(z.string(), z.string()).readonly(),
    from: conversationSchema,
    at: instantSchema,
  })
  .readonly();

const withdrawnSchema = z
  .object({
    kind: z.literal("withdrawn"),
    dedupKey: id,
    message: messageSchema,
    at: instantSchema,
  })
  .readonly();

const roomChangeSchema = z
  .object({
    kind: z.literal("room"),
    dedupKey: id,
    room: roomSchema,
    change: z.enum(["invited", "joined", "left", "upgraded", "home-opened"]),
    to: roomSchema.optional(),
    by: principalSchema.optional(),
    at: instantSchema,
  })
  .readonly();

/**
 * What reaches us from a platform, one of five kinds; parsed from the row that keeps it. The dedup key is the same however
 * often the platform delivers it, and no other item's.
 */
export const inboxItemSchema = z.discriminatedUnion("kind", [
  inboundSchema,
  interactionSchema,
  formSubmitSchema,
  withdrawnSchema,
  roomChangeSchema,
]);

/** What somebody wrote, before it is judged. */
export type Inbound = z.infer<typeof inboundSchema>;
/** A new version of an earlier message. */
export type MessageEdit = Inbound & { readonly edit: NonNullable<Inbound["edit"]> };
/** A press, a reaction or a typed number. */
export type Interaction = z.infer<typeof interactionSchema>;
/** A form that was sent. */
export type FormSubmit = z.infer<typeof formSubmitSchema>;
/** A message that its author deleted. */
export type Withdrawn = z.infer<typeof withdrawnSchema>;
export type RoomChange = z.infer<typeof roomChangeSchema>;
export type InboxItem = z.infer<typeof inboxItemSchema>;

/** The room that an item is about. */
export function roomOf(item: InboxItem): z.infer<typeof conversationSchema> {
  switch (item.kind) {
    case "message":
    case "withdrawn":
      return item.message;
    case "interaction":
      return item.on;
    case "form":
      return item.from;
    case "room":
      return item.room;
  }
}

/**
 * The conversation that an item belongs to, whose items are taken one after the other. A message on the main line of a room
 * begins a thread, and belongs to that already: what is said there next must find what became of it.
 */
export function conversationOf(item: InboxItem): z.infer<typeof conversationSchema> {
  if (item.kind === "message" && item.roomKind !== "dm") {
    const { message, ...where } = item.edit?.of ?? item.message;
    return { ...where, thread: where.thread ?? message };
  }
  return roomOf(item);
}
