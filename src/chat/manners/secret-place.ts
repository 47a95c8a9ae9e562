import type { Capabilities } from "../chat-platform.ts";
import type { RoomRef } from "../conversation.ts";

/**
 * Why nothing secret may be said in a place: people outside the company read there, or its platform keeps messages secret by
 * encryption alone, and this room has none. Undefined: it may.
 */
export function secretRefusal(
  { platform }: Pick<RoomRef, "platform">,
  { shared, encrypted }: Pick<Capabilities, "shared" | "encrypted">,
): string | undefined {
  if (shared) return "People outside the company can read here. Ask me elsewhere.";
  const isCompanys = platform === "slack" || platform === "console";
  return isCompanys || encrypted ? undefined : "This room is not encrypted. Ask me in one that is.";
}
