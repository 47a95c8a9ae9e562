import type { Conversation, Principal, RoomRef } from "../../../chat/conversation.ts";
import type { Offer } from "./offers.ts";
import type { RoomEvent } from "./room-event.ts";

/** What an event does not tell, looked up before it is read. */
export type Known = {
  readonly own: OwnAccount;
  readonly room: KnownRoom;
  readonly receivedAt: Temporal.Instant;
  /** It was read from the history, and not delivered. */
  readonly replay: boolean;
  nameOf(user: string): string | undefined;
  /** Whether something of ours is in a thread, or begins it. */
  isOurThread(where: Conversation): boolean;
  /** An event of the room as it was sent, before it was edited or redacted; {@link eventsNamed} says of which. */
  earlier(event: string): RoomEvent | undefined;
  offeredOn(event: string): Offer | undefined;
  /** What we offered last on a main line or in a thread; nothing while the writer fills in a form there. */
  newestOffer(where: Conversation): Offer | undefined;
};

/** Who we are. */
export type OwnAccount = {
  readonly user: string;
  /** In the room, where it has one of its own. */
  readonly displayName: string | undefined;
};

export type KnownRoom = {
  readonly isSpace: boolean;
  /** Of two, or marked as a direct one. */
  readonly isDirect: boolean;
  /** We made it ourselves. */
  readonly isOurs: boolean;
  /** Those who joined, ourselves among them. */
  readonly members: number;
  readonly encrypted: boolean;
  /** Somebody of another homeserver than ours is in it. */
  readonly shared: boolean;
  /** The room that goes on as this one, as both say. */
  readonly before: string | undefined;
  /** When we came in; undefined while we are not in it. */
  readonly joinedAt: Temporal.Instant | undefined;
};

/** The homeserver in the id of an account. */
export function serverOf(user: string): string {
  return user.slice(user.indexOf(":") + 1).toLowerCase();
}

/** A room of ours. */
export function roomRef({ user }: Pick<OwnAccount, "user">, room: string): RoomRef {
  return { platform: "matrix", workspace: serverOf(user), room };
}

/** An account. It stands under our own homeserver whatever its own is, which its id tells. */
export function principalOf({ user: own }: Pick<OwnAccount, "user">, user: string): Principal {
  return { platform: "matrix", workspace: serverOf(own), user };
}
