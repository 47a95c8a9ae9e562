import {
  ClientEvent,
  Direction,
  type EventTimelineSet,
  KnownMembership,
  type MatrixClient,
  MatrixEvent,
  type Room,
  RoomEvent,
} from "matrix-js-sdk";
import type { Clock } from "../../../kernel/clock.ts";
import type { Gap, GapRows } from "./gaps.ts";
import { type HandOn, keyMayComeWithin } from "./hand-on.ts";
import type { RoomLines } from "./room-lines.ts";

export type RoomEventsParts = {
  readonly client: MatrixClient;
  readonly user: string;
  readonly lines: RoomLines;
  readonly handOn: HandOn;
  readonly rows: GapRows;
  readonly clock: Clock;
  /** Nothing of a sync was on the disk: rooms come as if they were new. */
  readonly isAnew: boolean;
  /** A gap is open. */
  readonly opened: () => void;
};

export type RoomEvents = {
  /** Writes down how far each room was read. */
  saveCursors(): Promise<void>;
};

/** Hears what happens in rooms, and hands it on; opens a gap where a sync has left something out. */
export async function hearRooms(parts: RoomEventsParts): Promise<RoomEvents> {
  const { client, user, lines, handOn, rows, clock } = parts;
  const kept = await rows.cursors();
  const cursors = new Map(kept);
  const moved = new Map<string, string>();

  function openGap(room: string, timelines: EventTimelineSet, until: () => string | undefined) {
    const from = timelines.getLiveTimeline().getPaginationToken(Direction.Backward);
    if (from === null) return;
    // In its turn: what came before it has moved the cursor, and what comes after has not.
    void lines.put(room, async () => {
      const gap: Gap = { room, from, until: until(), openedAt: clock.now() };
      await rows.open(gap);
      parts.opened();
    });
  }

  client.on(RoomEvent.Timeline, (event, room, toStart, removed, { liveEvent, timeline }) => {
    if (!room || toStart || removed || isOwnEcho(event)) return;
    if (timeline.getTimelineSet() !== room.getUnfilteredTimelineSet()) return;
    if (!liveEvent && !mayBecomeReadable(event, clock.now())) return;
    const { roomId } = room;
    const id = event.getId();
    void handOn(event, roomId, { replay: false, again: !liveEvent });
    void lines.put(roomId, async () => {
      if (id === undefined || !liveEvent) return;
      cursors.set(roomId, id);
      moved.set(roomId, id);
    });
  });
  client.on(RoomEvent.TimelineReset, (room, timelines) => {
    if (!room || timelines !== room.getUnfilteredTimelineSet()) return;
    openGap(room.roomId, timelines, () => cursors.get(room.roomId));
  });
  client.on(ClientEvent.Room, (room) => {
    const until = kept.get(room.roomId);
    if (!parts.isAnew || until === undefined || room.findEventById(until)) return;
    openGap(room.roomId, room.getUnfilteredTimelineSet(), () => until);
  });
  function hearInvite(room: Room): void {
    const isFromDisk = !parts.isAnew && client.getSyncState() === null;
    if (room.getMyMembership() !== KnownMembership.Invite || isFromDisk) return;
    const event = inviteTo(room, user, clock.now());
    if (event) void handOn(event, room.roomId, { replay: false, again: false });
  }
  // To a room that is new, the invite is told of before the client knows the room.
  client.on(ClientEvent.Room, hearInvite);
  client.on(RoomEvent.MyMembership, (room) => {
    if (client.getRoom(room.roomId)) hearInvite(room);
  });

  return {
    async saveCursors() {
      const saved = new Map(moved);
      await rows.moveCursors(saved);
      for (const [room, event] of saved) {
        if (moved.get(room) === event) moved.delete(room);
      }
    },
  };
}

/** What we are sending ourselves, before the homeserver has it. */
function isOwnEcho(event: MatrixEvent): boolean {
  return event.status !== null;
}

/** What comes from the disk was handed on before; but whether its key has come since, nobody has looked. */
function mayBecomeReadable(event: MatrixEvent, at: Temporal.Instant): boolean {
  return event.isEncrypted() && event.getTs() > at.subtract(keyMayComeWithin).epochMilliseconds;
}

/** An invite comes without a timeline, and on its way to us it loses its id and its time. */
function inviteTo(room: Room, user: string, at: Temporal.Instant): MatrixEvent | undefined {
  const state = room.currentState.getStateEvents("m.room.member", user);
  if (!state) return undefined;
  const { epochMilliseconds } = at;
  return new MatrixEvent({
    event_id: `invite:${room.roomId}:${epochMilliseconds}`,
    origin_server_ts: epochMilliseconds,
    ...state.event,
  });
}
