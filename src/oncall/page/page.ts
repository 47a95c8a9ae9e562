import { z } from "zod";
import { instantSchema } from "../../chat/instant-schema.ts";
import { actorSchema } from "./actor.ts";
import { frozenPolicySchema } from "./frozen-policy.ts";

const none = z.undefined().optional();

/** What a page has in every state. */
const facts = {
  /** As people name it: `#12`. */
  number: z.int().min(1),
  service: z.string().optional(),
  policy: frozenPolicySchema,
  urgency: z.enum(["high", "low"]),
  /** One page at most is open with it for a service. */
  dedupKey: z.string(),
  text: z.string(),
  openedBy: actorSchema,
  openedAt: instantSchema,
  /** Account of whoever asked for it; a monitor and the clock have none. */
  requester: z.string().optional(),
  /** Accounts that asked for the same later. */
  joiners: z.array(z.string()).readonly(),
  /** How often the same was asked for later, by whomever. */
  joins: z.int().min(0),
  /** The monitor that may resolve it. */
  source: z.string().optional(),
  /** Fingerprints of its alerts that are firing. */
  alerts: z.array(z.string()).readonly(),
  /** Number of a resolved page about the same. */
  follows: z.int().min(1).optional(),
  /** Key of the conversation where its status message stands, where there is one. */
  home: z.string().optional(),
  /** Ids of people whom somebody added. */
  added: z.array(z.string()).readonly(),
  /** One more with each event. */
  version: z.int().min(1),
  /** Number of the last turn run or passed over; 0 before the first. They are numbered for the life of the page. */
  turn: z.int().min(0),
  /** The turn on which the policy began, or began anew: its first step. */
  firstTurn: z.int().min(1),
};

/** One request for a human's attention; it is kept as JSON. Whatever is not resolved is due at some instant. */
export const pageSchema = z.discriminatedUnion("state", [
  z
    .object({
      ...facts,
      state: z.literal("triggered"),
      /** The next turn. */
      due: z.literal("turn"),
      dueAt: instantSchema,
      ackedBy: none,
      ackedAt: none,
      snoozedUntil: none,
      resolvedAt: none,
    })
    .readonly(),
  z
    .object({
      ...facts,
      state: z.literal("acknowledged"),
      /** A reminder; the end of its patience; the end of a snooze. */
      due: z.enum(["remind", "time-out", "wake"]),
      dueAt: instantSchema,
      /** Id of the person. */
      ackedBy: z.string(),
      /** When they took it. */
      ackedAt: instantSchema,
      /** Where it is snoozed. */
      snoozedUntil: instantSchema.optional(),
      resolvedAt: none,
    })
    .readonly(),
  z
    .object({
      ...facts,
      state: z.literal("resolved"),
      due: none,
      dueAt: none,
      ackedBy: none,
      ackedAt: none,
      snoozedUntil: none,
      resolvedAt: instantSchema,
    })
    .readonly(),
]);
export type Page = z.infer<typeof pageSchema>;
export type PageState = Page["state"];
export type PageIn<State extends PageState> = Extract<Page, { readonly state: State }>;

/** A page as people name it: `#12`. */
export function printPageNumber(number: number): string {
  return `#${number}`;
}
