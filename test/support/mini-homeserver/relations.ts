import { z } from "zod";
import type { Json } from "./matrix-refusal.ts";
import type { Room, RoomEvent } from "./model.ts";

const relation = z.object({
  rel_type: z.string().optional(),
  event_id: z.string().optional(),
  key: z.string().optional(),
  "m.in_reply_to": z.object({ event_id: z.string() }).optional(),
});

/** What an event is to another one; also of an encrypted one, since that stays readable. */
export type Relation = {
  readonly kind: string | undefined;
  readonly of: string | undefined;
  readonly key: string | undefined;
  readonly repliesTo: string | undefined;
};

export function relationOf({ content }: Pick<RoomEvent, "content">): Relation {
  const known = relations.get(content);
  if (known) return known;
  const found = readRelation(content);
  relations.set(content, found);
  return found;
}

/** Those of a room are asked for again and again; a content never changes. */
const relations = new WeakMap<Json, Relation>();

function readRelation(content: Json): Relation {
  const read = relation.safeParse(content["m.relates_to"]).data ?? {};
  return {
    kind: read.rel_type,
    of: read.event_id,
    key: read.key,
    repliesTo: read["m.in_reply_to"]?.event_id,
  };
}

export function threadIn(event: Pick<RoomEvent, "content">): string | undefined {
  const { kind, of } = relationOf(event);
  return kind === "m.thread" ? of : undefined;
}

/** What relates to an event, oldest first. */
export function relatedTo(room: Room, event: string, kind?: string): readonly RoomEvent[] {
  return room.events.filter((one) => {
    const relation = relationOf(one);
    return relation.of === event && (kind === undefined || relation.kind === kind);
  });
}

/** The edit that counts: the newest of the author's own. */
export function lastEdit(room: Room, event: RoomEvent): RoomEvent | undefined {
  if (event.redactedBy) return undefined;
  return relatedTo(room, event.id, "m.replace").findLast(({ sender }) => sender === event.sender);
}
