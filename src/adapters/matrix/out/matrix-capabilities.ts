import type { Capabilities } from "../../../chat/chat-platform.ts";
import type { KnownRoom } from "../in/known.ts";

/** Of a message; an event may be 65,536 bytes, and encryption makes a third more of it. */
const maxText = 12_000;
const maxBlocks = 200;

/** What a room can do. @param told undefined: nobody can tell, so that others may read it, in clear, and we hear nothing */
export function matrixCapabilities(told: KnownRoom | undefined): Capabilities {
  const isIn = told?.joinedAt !== undefined;
  return {
    buttons: "reactions",
    forms: "dialogue",
    privateRoute: "dm",
    threads: true,
    canPost: isIn,
    edit: true,
    images: true,
    typing: true,
    maxText,
    maxBlocks,
    mentionRoom: "needs-power",
    encrypted: told?.encrypted ?? false,
    shared: told?.shared ?? true,
    hearsAll: isIn,
    canCatchUp: isIn,
  };
}
