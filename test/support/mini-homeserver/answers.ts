import { z } from "zod";

const events = z.array(
  z.looseObject({
    type: z.string(),
    state_key: z.string().optional(),
    content: z.record(z.string(), z.unknown()),
  }),
);
const eventsSchema = z.object({ events: events.default([]) }).default({ events: [] });
const roomSchema = z.object({
  timeline: z
    .object({ events: events.default([]), limited: z.boolean(), prev_batch: z.string() })
    .default({ events: [], limited: false, prev_batch: "" }),
  state: eventsSchema,
  ephemeral: eventsSchema,
  invite_state: eventsSchema,
  summary: z.record(z.string(), z.unknown()).default({}),
});
const rooms = z.record(z.string(), z.record(z.string(), roomSchema));

/** A room in the answer to a sync. */
export function partOf(answer: unknown, room: string, kind = "join"): z.infer<typeof roomSchema> {
  const part = z.object({ rooms }).parse(answer).rooms[kind]?.[room];
  if (!part) throw new Error(`The sync has no ${kind} of ${room}.`);
  return part;
}

/** What was said, of events. */
export const textsOf = (chunk: unknown) => events.parse(chunk).map(({ content }) => content.body);

/** What a sync says was said in a room, and whether that is all. */
export function timelineOf(answer: unknown, room: string) {
  const { timeline } = partOf(answer, room);
  return { limited: timeline.limited, texts: textsOf(timeline.events) };
}
