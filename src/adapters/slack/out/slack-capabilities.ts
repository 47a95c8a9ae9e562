import type { Capabilities } from "../../../chat/chat-platform.ts";
import type { Conversation } from "../../../chat/conversation.ts";
import { commandOf, isDirect } from "./place.ts";
import type { SlackRoom } from "./rooms.ts";

/** https://docs.slack.dev/reference/block-kit/blocks: 50 blocks, and about 13,200 characters in them; less, for safety. */
const maxBlocks = 45;
const maxText = 12_000;

/**
 * What a room can do with the scopes that we were granted.
 *
 * @param told what is known of the room; where nobody can tell, people outside the company can read it, and we hear nothing
 */
export function slackCapabilities(
  where: Pick<Conversation, "room" | "thread">,
  told: SlackRoom | undefined,
  isGranted: (scope: string) => boolean,
): Capabilities {
  // Commands reach us from rooms that we are not in. In a direct room of ours one is a line like any other, and not apart.
  const canPost = told?.isMember ?? commandOf(where) === undefined;
  const kind = isDirect(where.room) ? "im" : told?.kind;
  const hearsAll = canPost && kind !== undefined && isGranted(`${kind}:history`);
  return {
    buttons: "native",
    forms: "modal",
    privateRoute: "ephemeral",
    threads: true,
    canPost,
    edit: true,
    images: true,
    typing: true,
    maxText,
    maxBlocks,
    mentionRoom: "yes",
    encrypted: false,
    shared: told?.isShared ?? kind !== "im",
    hearsAll,
    canCatchUp: hearsAll,
  };
}
