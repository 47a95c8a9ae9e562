import { z } from "zod";
import { conversationSchema } from "../chat/inbox-item.ts";
import { docSchema } from "../chat/reply-schema.ts";
import { topicSchema } from "../knowledge/topic.ts";
import { pageActs } from "../oncall/paging/status-doc.ts";

const entry = z.string().min(1);

const pageTargetSchema = z.union([
  z.object({ kind: z.enum(["service", "schedule", "policy", "person"]), id: z.string() }),
  z.object({ kind: z.literal("default") }),
]);

/** What something that can be pressed does; kept in its row as JSON. */
export const pressSchema = z.discriminatedUnion("do", [
  /** Asks this, as if it were written in a thread about that. */
  z.object({ do: z.literal("ask"), text: z.string(), topic: topicSchema }),
  /** Opens an entry, for an environment; `confirmed`: with the commands of a dangerous one. */
  z.object({
    do: z.literal("open"),
    entry,
    topic: topicSchema,
    environment: z.string().optional(),
    confirmed: z.boolean(),
    /** The question that it was offered for, which whoever takes it says it answers; absent: it was no such offer. */
    answers: z.string().optional(),
    /** It was offered after an answer that was not helpful. */
    corrects: z.literal(true).optional(),
  }),
  /** Walks through a runbook. */
  z.object({ do: z.literal("walk"), entry, topic: topicSchema, confirmed: z.string().optional() }),
  /** Does something in the walk that goes on: the id of one of its actions. */
  z.object({ do: z.literal("step"), action: z.string() }),
  z.object({
    do: z.literal("vote"),
    helpful: z.boolean(),
    entry,
    hash: z.string(),
    reply: z.string(),
    /** What was answered; absent in old rows. */
    question: z.string().optional(),
  }),
  /** None of what was offered. */
  z.object({ do: z.literal("none"), question: z.string() }),
  /** Writes this. */
  z.object({ do: z.literal("say"), text: z.string() }),
  /** Says to everybody what one person was told. */
  z.object({
    do: z.literal("show"),
    doc: docSchema,
    /** Left out: where that was. */
    in: conversationSchema.optional(),
  }),
  /** Takes back a change of who is on call, takes open shifts, or says no to them; by its request. */
  z.object({ do: z.literal("overlay-undo"), request: z.string() }),
  z.object({ do: z.literal("overlay-take"), request: z.string() }),
  z.object({ do: z.literal("overlay-decline"), request: z.string() }),
  /** Does something to a page. */
  z.object({ do: z.literal("page"), page: z.int().min(1), act: z.enum(pageActs) }),
  /** Asks for a human; `separate`: a page of its own, whatever else is open. */
  z.object({
    do: z.literal("page-open"),
    target: pageTargetSchema,
    urgency: z.enum(["high", "low"]),
    text: z.string(),
    separate: z.boolean(),
  }),
  /** Opens the form of a page, filled in as far as that. */
  z.object({
    do: z.literal("page-form"),
    target: pageTargetSchema.optional(),
    text: z.string(),
  }),
  /** Opens the form of a gap, or that of a change of who is on call. */
  z.object({ do: z.literal("gap-form") }),
  z.object({ do: z.literal("override-form") }),
  /** Asks a page's responders to add whoever presses, or adds a person. */
  z.object({ do: z.literal("page-ask-add"), page: z.int().min(1) }),
  z.object({ do: z.literal("page-add"), page: z.int().min(1), person: z.string() }),
  /** Shows the code or the key of a network; `here`: to everybody who reads it. */
  z.object({
    do: z.literal("wifi"),
    network: z.string(),
    way: z.enum(["picture", "key"]),
    here: z.boolean(),
  }),
  /** Says the rest of something long, to one person alone where its beginning was. */
  z.object({ do: z.literal("rest"), doc: docSchema, isPrivate: z.boolean().optional() }),
]);

export type Press = z.infer<typeof pressSchema>;

/** Whether something opens a form in front of whoever presses it. */
export function isFormPress({ do: does }: Press): boolean {
  return does === "page-form" || does === "gap-form" || does === "override-form";
}
