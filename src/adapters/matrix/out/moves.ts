import type { MatrixClient } from "matrix-js-sdk";
import type { InboxItem } from "../../../chat/inbox-item.ts";
import { readContent } from "../in/content.ts";
import { serverOf } from "../in/known.ts";
import { mayJoin } from "../in/may-join.ts";
import type { RoomEvent } from "../in/room-event.ts";
import { refusalCode } from "./failure.ts";

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
 * @throws what js-sdk throws when that is not refused but has failed
 */
export function createMoves({ client, patiently, allow }: MovesParts) {
  /** What the homeserver refuses is no better later. */
  async function unlessRefused(call: () => Promise<unknown>): Promise<boolean> {
    try {
      await patiently(call);
      return true;
    } catch (error) {
      if (refusalCode(error) === undefined) throw error;
      return false;
    }
  }
  const leave = (room: string) => unlessRefused(() => client.leave(room));

  return async (event: RoomEvent, item: InboxItem | undefined): Promise<boolean> => {
    if (item?.kind === "room" && item.change === "invited") {
      const { room } = item.room;
      if (client.getRoom(room)?.getMyMembership() !== "invite") return true;
      if (mayJoin(item, allow)) {
        const by = item.by ? [serverOf(item.by.user)] : [];
        return await unlessRefused(() => client.joinRoom(room, { viaServers: by }));
      }
      await leave(room);
      return false;
    }
    if (item?.kind === "room" && item.change === "upgraded" && item.to) {
      const { room } = item.to;
      const viaServers = [serverOf(event.sender)];
      return await unlessRefused(() => client.joinRoom(room, { viaServers }));
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
