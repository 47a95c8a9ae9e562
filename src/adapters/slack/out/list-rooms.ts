import type { WebClient } from "@slack/web-api";
import { type RoomKind, roomOf, type SlackRoom } from "./rooms.ts";

export type ListedRoom = SlackRoom & { readonly id: string; readonly name: string | undefined };

const typeOf: Readonly<Record<RoomKind, string>> = {
  channels: "public_channel",
  groups: "private_channel",
  im: "im",
  mpim: "mpim",
};
const kinds: readonly RoomKind[] = ["channels", "groups", "im", "mpim"];

const pageSize = 1_000;
/** A company has fewer rooms than this many pages hold. */
const mostPages = 100;

/**
 * Lists the rooms of some kinds that are in use and that we are in.
 *
 * @param wanted only what is granted may be asked for
 * @throws what Slack's client throws
 */
export async function listRooms(
  client: Pick<WebClient, "conversations">,
  wanted: (kind: RoomKind) => boolean,
): Promise<readonly ListedRoom[]> {
  const types = kinds.filter(wanted).map((kind) => typeOf[kind]);
  if (types.length === 0) return [];
  const asked = { types: types.join(","), exclude_archived: true, limit: pageSize };
  const rooms: ListedRoom[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const next = cursor === undefined ? asked : { ...asked, cursor };
    const { channels = [], response_metadata: more } = await client.conversations.list(next);
    for (const channel of channels) {
      const { id, name, is_member: isMember, is_im: isDirect } = channel;
      if (id === undefined || !(isMember || isDirect)) continue;
      rooms.push({ ...roomOf(channel), id, name });
    }
    cursor = more?.next_cursor;
    if (!cursor) break;
  }
  return rooms;
}
