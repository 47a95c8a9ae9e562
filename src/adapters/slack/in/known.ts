import type { Conversation, MessageRef, Principal, RoomRef } from "../../../chat/conversation.ts";
import type { OwnIds } from "./own-ids.ts";

/** What a payload does not tell, looked up before it is read. */
export type Known = {
  readonly own: OwnIds;
  nameOf(user: string): string | undefined;
  /** Whether we take part in a thread. */
  isOurThread(where: Conversation): boolean;
  /** A guest, or somebody of another company. */
  isOutsider(user: string): boolean;
  /** Whether a direct room in which a command was given is of whoever gave it and us; where nobody can tell, it is not. */
  isOurDirectRoom(room: string): boolean;
  /** Whether people outside the company can read a room. */
  isSharedRoom(room: string): boolean;
  /** What a message of ours offers by an emoji, told by its name: `white_check_mark`. */
  offeredBy(
    on: MessageRef,
    emoji: string,
  ): { readonly action: string; readonly value: string } | undefined;
};

/** Whom and what a payload is about: what {@link Known} must be able to tell. */
export type About = {
  readonly users: readonly string[];
  readonly room: string | undefined;
  /** Who gave a command there. */
  readonly commander?: string | undefined;
};

/** A room of ours. */
export function roomRef({ team }: OwnIds, room: string): RoomRef {
  return { platform: "slack", workspace: team, room };
}

/**
 * An account. It stands under our own team whatever team it is of: ids of Slack are unique beyond a team, and not every
 * payload names the team, so that one person would be two.
 */
export function principalOf({ team }: OwnIds, user: string): Principal {
  return { platform: "slack", workspace: team, user };
}
