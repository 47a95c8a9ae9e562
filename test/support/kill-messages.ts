import { z } from "zod";
import { inboxItemSchema } from "../../src/chat/inbox-item.ts";

const messageSchema = z
  .object({
    platform: z.literal("memory"),
    workspace: z.string(),
    room: z.string(),
    thread: z.string().optional(),
    message: z.string(),
  })
  .readonly();

/** What the chat server tells a bot. */
export const toBotSchema = z.discriminatedUnion("say", [
  z.object({ say: z.literal("item"), item: inboxItemSchema }),
  z.object({
    say: z.literal("outcome"),
    call: z.int(),
    outcome: z.union([
      z.object({ sent: messageSchema }),
      z.object({ retryInMs: z.number() }),
      z.object({ unknown: z.literal(true) }),
    ]),
  }),
  z.object({
    say: z.literal("found"),
    call: z.int(),
    found: z.union([messageSchema, z.literal("absent")]),
  }),
  /**
   * Dies before so many statements of the next item's way, the first one being 1. The way ends when a reply is out, or
   * when the count is asked for.
   */
  z.object({ say: z.literal("die"), at: z.int(), until: z.enum(["reply", "count"]) }),
  z.object({ say: z.literal("count") }),
  /** So much time passes at once, on all of its clocks. */
  z.object({ say: z.literal("advance"), ms: z.int() }),
  z.object({ say: z.literal("stop") }),
]);

/** What a bot tells the chat server. */
export const fromBotSchema = z.discriminatedUnion("say", [
  z.object({ say: z.literal("up") }),
  /** The acknowledgement. */
  z.object({ say: z.literal("taken"), dedupKey: z.string() }),
  /** `reply` as its row has it. */
  z.object({ say: z.literal("post"), call: z.int(), nonce: z.string(), reply: z.string() }),
  z.object({ say: z.literal("find"), call: z.int(), nonce: z.string() }),
  /** The way has ended after so many statements, and nothing has died. */
  z.object({ say: z.literal("through"), statements: z.int() }),
]);

export type ToBot = z.infer<typeof toBotSchema>;
export type FromBot = z.infer<typeof fromBotSchema>;
