import type { RoomChange } from "../../../chat/inbox-item.ts";
import { serverOf } from "./known.ts";

/**
 * Whether an invite may be taken up: its room, whoever invites or their homeserver is listed. The id of a room says nothing
 * of a server: anybody may choose it.
 *
 * @param allowed names of homeservers, ids of accounts (`@ana:example.org`) and of rooms (`!…`); none listed: nobody may
 */
export function mayJoin(
  { room, by }: Pick<RoomChange, "room" | "by">,
  allowed: readonly string[],
): boolean {
  const accepted = [room.room, ...(by ? [by.user, serverOf(by.user)] : [])];
  return allowed.some((entry) =>
    accepted.includes(/^[@!]/.test(entry) ? entry : entry.toLowerCase()),
  );
}
