import { z } from "zod";
import type { Json } from "./matrix-refusal.ts";
import type { MediaFile, Model, Room, RoomEvent } from "./model.ts";
import { lastEdit, relatedTo, relationOf } from "./relations.ts";
import { readableUntil } from "./room-state.ts";

/** A message as one person sees it, in its newest version. Of an encrypted one without keys: that it is there. */
export type SeenMessage = {
  readonly id: string;
  readonly thread: string | undefined;
  readonly repliesTo: string | undefined;
  readonly by: string;
  /** `m.text`, `m.notice`, `m.image` …; `encrypted` for what nobody can read without keys. */
  readonly kind: string;
  readonly text: string;
  readonly html: string | undefined;
  /** Whom it calls, in this version. */
  readonly mentions: readonly string[];
  readonly mentionsRoom: boolean;
  readonly edited: boolean;
  readonly redacted: boolean;
  /** What somebody reacted with, and who. */
  readonly reactions: Readonly<Record<string, readonly string[]>>;
  /** Of a file. */
  readonly fileName: string | undefined;
  /** Where it is a file that is not encrypted. */
  readonly file: (MediaFile & { readonly name: string }) | undefined;
};

/** What an encrypted event says to who has its key, by the id of the event. */
export type Opened = ReadonlyMap<string, Json>;

const shownTypes = new Set(["m.room.message", "m.room.encrypted"]);

/** What somebody sees in a room's main line, or in one of its threads; who never was in sees nothing. */
export function seenMessages(
  model: Model,
  user: string,
  id: string,
  thread?: string,
  opened: Opened = new Map(),
): readonly SeenMessage[] {
  const room = model.rooms.get(id);
  const until = room && readableUntil(room, user);
  if (!room || until === undefined) return [];
  const seen: Room = { ...room, events: room.events.filter(({ position }) => position <= until) };
  return seen.events
    .filter(({ type }) => shownTypes.has(type))
    .filter((event) => relationOf(event).kind !== "m.replace")
    .filter((event) => event.thread === thread || event.id === thread)
    .map((event) => seenOf(model, seen, event, opened));
}

const contentSchema = z.object({
  msgtype: z.string().default("encrypted"),
  body: z.string().default(""),
  formatted_body: z.string().optional(),
  filename: z.string().optional(),
  url: z.string().optional(),
  "m.mentions": z
    .object({ user_ids: z.array(z.string()).default([]), room: z.boolean().default(false) })
    .default({ user_ids: [], room: false }),
});

function seenOf(model: Model, room: Room, event: RoomEvent, opened: Opened): SeenMessage {
  const edit = lastEdit(room, event);
  const read = ({ id, content }: RoomEvent) => opened.get(id) ?? content;
  const replacing = z
    .record(z.string(), z.unknown())
    .safeParse(edit && read(edit)["m.new_content"]);
  const content = contentSchema.parse(replacing.data ?? read(event));
  const { user_ids: mentions, room: mentionsRoom } = content["m.mentions"];
  return {
    id: event.id,
    thread: event.thread,
    repliesTo: relationOf(event).repliesTo,
    by: event.sender,
    kind: content.msgtype,
    text: content.body,
    html: content.formatted_body,
    mentions,
    mentionsRoom,
    edited: edit !== undefined,
    redacted: event.redactedBy !== undefined,
    reactions: reactionsTo(room, event),
    fileName: content.filename,
    file: fileOf(model, content),
  };
}

function reactionsTo(room: Room, event: RoomEvent): Record<string, readonly string[]> {
  const reactions: Record<string, readonly string[]> = {};
  for (const one of relatedTo(room, event.id, "m.annotation")) {
    const { key = "" } = relationOf(one);
    reactions[key] = [...(reactions[key] ?? []), one.sender];
  }
  return reactions;
}

function fileOf(
  { media }: Model,
  { url, filename, body }: z.infer<typeof contentSchema>,
): SeenMessage["file"] {
  const file = media.get(url?.split("/").at(-1) ?? "");
  return file && { ...file, name: filename ?? body };
}
