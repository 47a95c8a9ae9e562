import { Direction, type IRoomEvent, type IStateEvent, type MatrixClient } from "matrix-js-sdk";
import { type Pause, retryLimited } from "../session/retry-limited.ts";
import type { Gap } from "./gaps.ts";

/** As many as servers give at once. */
const pageSize = 100;

/**
 * Reads what is missing, back to what we have, to when we came in, or to where all is older than `oldest`, whichever is met
 * first. One event alone may be dated as its sender likes.
 *
 * @returns its events, the oldest first
 */
export async function readGap(
  client: Pick<MatrixClient, "createMessagesRequest" | "getUserId">,
  { room, from, until }: Pick<Gap, "room" | "from" | "until">,
  oldest: Temporal.Instant,
  pause: Pause,
): Promise<readonly IRoomEvent[]> {
  const own = client.getUserId();
  const found: IRoomEvent[] = [];
  let position: string | undefined = from;
  while (position !== undefined) {
    const before: string = position;
    const page = await retryLimited(
      () => client.createMessagesRequest(room, before, pageSize, Direction.Backward),
      pause,
    );
    for (const event of page.chunk) {
      if (event.event_id === until) return found.reverse();
      found.push(event);
      if (isOwnJoin(event, own)) return found.reverse();
    }
    const isOld = page.chunk.every((event) => event.origin_server_ts < oldest.epochMilliseconds);
    position = isOld && page.chunk.length > 0 ? undefined : page.end;
  }
  return found.reverse();
}

function isOwnJoin(event: IRoomEvent | IStateEvent, own: string | null): boolean {
  if (event.type !== "m.room.member" || !("state_key" in event)) return false;
  // A new name of ours is told as another join.
  return (
    event.state_key === own &&
    event.content.membership === "join" &&
    event.unsigned?.prev_content?.membership !== "join"
  );
}
