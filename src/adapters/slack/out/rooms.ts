import type { WebClient } from "@slack/web-api";
import type { Clock } from "../../../kernel/clock.ts";
import { refusalCode } from "./failure.ts";
import { createLookup, type Lookup } from "./lookup.ts";

/** As scopes name rooms. */
export type RoomKind = "channels" | "groups" | "im" | "mpim";

export type SlackRoom = {
  readonly kind: RoomKind;
  /** People of another company are in it, or asked to be. */
  readonly isShared: boolean;
  /** We are in it. */
  readonly isMember: boolean;
};

type Told = {
  readonly is_member?: boolean;
  readonly is_im?: boolean;
  readonly is_mpim?: boolean;
  readonly is_private?: boolean;
  readonly is_ext_shared?: boolean;
  readonly is_pending_ext_shared?: boolean;
};

/** What Slack tells of rooms; it is not asked where no scope for it is granted. */
export function createRooms(
  client: Pick<WebClient, "conversations">,
  clock: Clock,
  isGranted: (scope: string) => boolean,
): Lookup<SlackRoom> {
  return createLookup(clock, async (id) => {
    if (!isGranted("channels:read") && !isGranted("groups:read")) return undefined;
    try {
      const { channel } = await client.conversations.info({ channel: id });
      return channel && roomOf(channel);
    } catch (error) {
      if (refusalCode(error) === "channel_not_found") return closed;
      throw error;
    }
  });
}

/** A room that Slack hides from us. */
const closed: SlackRoom = { kind: "groups", isShared: true, isMember: false };

export function roomOf(told: Told): SlackRoom {
  return {
    kind: kindOf(told),
    isShared: told.is_ext_shared === true || told.is_pending_ext_shared === true,
    isMember: told.is_member === true || told.is_im === true || told.is_mpim === true,
  };
}

function kindOf(told: Told): RoomKind {
  if (told.is_im) return "im";
  if (told.is_mpim) return "mpim";
  return told.is_private ? "groups" : "channels";
}
