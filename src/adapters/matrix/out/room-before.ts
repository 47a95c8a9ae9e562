import type { MatrixClient, Room } from "matrix-js-sdk";
import { EventTimeline } from "matrix-js-sdk/lib/models/event-timeline.js";
import { readContent } from "../in/content.ts";

/**
 * The room that goes on as this one. Both must say so: what one of them says alone, anybody can say of any room.
 *
 * @returns undefined also where we were not in it, or know it no more
 */
export function roomBefore(client: MatrixClient, room: Room): string | undefined {
  const before = room.findPredecessor()?.roomId;
  const state = client.getRoom(before)?.getLiveTimeline().getState(EventTimeline.FORWARDS);
  const tombstone = state?.getStateEvents("m.room.tombstone", "")?.getContent() ?? {};
  return readContent(tombstone).replacement_room === room.roomId ? before : undefined;
}
