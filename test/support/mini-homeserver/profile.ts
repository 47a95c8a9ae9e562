import type { Homeserver } from "./homeserver.ts";
import { setMembership } from "./membership.ts";
import type { Account } from "./model.ts";
import { membershipOf } from "./room-state.ts";

/** Calls somebody by another name, in every room they are in. */
export function renamed(homeserver: Homeserver, account: Account, name: string): void {
  account.displayName = name;
  for (const room of homeserver.model.rooms.values()) {
    if (membershipOf(room, account.id) !== "join") continue;
    setMembership(homeserver, room, account.id, account.id, "join");
  }
}
