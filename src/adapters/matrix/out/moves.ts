import type { MatrixClient } from "matrix-js-sdk";
import type { InboxItem } from "../../../chat/inbox-item.ts";
import { readContent } from "../in/content.ts";
import { serverOf } from "../in/known.ts";
import { mayJoin } from "../in/may-join.ts";
import type { RoomEvent } from "../in/room-event.ts";
import { failureOf, refusalCode } from "./failure.ts";
import { roomBefore } from "./room-before.ts";

export type MovesParts = {
  readonly client: MatrixClient;
  readonly patiently: <T>(call: () => Promise<T>) => Promise<T>;
  /** Servers, accounts and rooms whose invitations are taken. */
  readonly allow: readonly string[];
};

/**
 * Goes into rooms and out of them, as what happens there asks for: in where an invitation may be taken or a room goes on as
 * another, out where nobody else is left.
 *
 * @returns whether what happened is to be taken in
 * @throws what js-sdk throws when that is to be tried again
 */
export function createMoves({ client, patiently, allow }: MovesParts) {
  /**
   * Whatever is answered, but that there were too many calls, is an end of it: another homeserver may be away for days, and
   * nobody is heard while this is tried again.
   */
  async function isDone(call: () => Promise<unknown>): Promise<boolean> {
    try {
      await patiently(call);
      return true;
    } catch (error) {
      if (refusalCode(error) === undefined || "retryInMs" in failureOf(error)) throw error;
      return false;
    }
  }
  const leave = (room: string) => isDone(() => client.leave(room));

  return async (event: RoomEvent, item: InboxItem | undefined): Promise<boolean> => {
    if (item?.kind === "room" && item.change === "invited") {
      const { room } = item.room;
      const invited = client.getRoom(room);
      if (invited?.getMyMembership() !== "invite") return true;
      // Where a room of ours goes on, whoever let us into that one wants us, too.
      if (mayJoin(item, allow) || roomBefore(client, invited) !== undefined) {
        const by = item.by ? [serverOf(item.by.user)] : [];
        return await isDone(() => client.joinRoom(room, { viaServers: by }));
      }
      await leave(room);
      return false;
    }
    if (item?.kind === "room" && item.change === "upgraded" && item.to) {
      const { room } = item.to;
      const next = client.getRoom(room);
      if (next?.getMyMembership() === "join") return roomBefore(client, next) === item.room.room;
      // Once we are in, it is told there: whom it does not simply let in, somebody has to invite first.
      const viaServers = [serverOf(event.sender)];
      await isDone(() => client.joinRoom(room, { viaServers }));
      return false;
    }
    if (item === undefined && isOthersLeaving(event) && isEmpty(client, event.room)) {
      await leave(event.room);
    }
    return true;
  };
}

function isOthersLeaving({ type, content }: RoomEvent): boolean {
  const { membership } = readContent(content);
  return type === "m.room.member" && (membership === "leave" || membership === "ban");
}

function isEmpty(client: MatrixClient, id: string): boolean {
  const room = client.getRoom(id);
  return room?.getMyMembership() === "join" && room.getInvitedAndJoinedMemberCount() === 1;
}
