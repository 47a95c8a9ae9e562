import { z } from "zod";
import type { RoomChange } from "../../../chat/inbox-item.ts";
import { type Known, principalOf, roomRef } from "./known.ts";
import { instantOf } from "./slack-instant.ts";

const homeSchema = z.object({
  user: z.string(),
  channel: z.string().optional(),
  /** It is told of what people write to us, too. */
  tab: z.string().default("home"),
  event_ts: z.string().optional(),
});

const memberSchema = z.object({
  user: z.string(),
  channel: z.string(),
  inviter: z.string().optional(),
  event_ts: z.string().optional(),
});

/**
 * What tells that we were let into a room or put out of it, or that somebody opened our home, which is where that person
 * talks to us; undefined: it is about others.
 */
export function mapRoomChange(
  event: unknown,
  {
    type,
    eventId,
    receivedAt,
  }: {
    readonly type: RoomEvent;
    readonly eventId: string;
    readonly receivedAt: Temporal.Instant;
  },
  { own }: Known,
): RoomChange | undefined {
  const change = (
    what: RoomChange["change"],
    channel: string,
    by: string | undefined,
    ts: string | undefined,
  ): RoomChange => ({
    kind: "room",
    dedupKey: eventId,
    room: roomRef(own, channel),
    change: what,
    ...(by === undefined ? {} : { by: principalOf(own, by) }),
    at: ts === undefined ? receivedAt : instantOf(ts),
  });
  switch (type) {
    case "app_home_opened": {
      const { user, channel, tab, event_ts: ts } = homeSchema.parse(event);
      return tab === "home" ? change("home-opened", channel ?? user, user, ts) : undefined;
    }
    case "member_joined_channel":
    case "member_left_channel": {
      const { user, channel, inviter, event_ts: ts } = memberSchema.parse(event);
      const what = type === "member_joined_channel" ? "joined" : "left";
      return user === own.user ? change(what, channel, inviter, ts) : undefined;
    }
  }
}

export const roomEvents = [
  "app_home_opened",
  "member_joined_channel",
  "member_left_channel",
] as const;

export type RoomEvent = (typeof roomEvents)[number];
