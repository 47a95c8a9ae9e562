import type { RoomRef } from "../chat/conversation.ts";
import type { Run } from "../chat/doc.ts";
import type { Person } from "../knowledge/person.ts";
import { nameOf } from "./decide-overlay.ts";

/** Calls somebody where a platform has accounts to call; undefined elsewhere, and for whoever has none there. */
export function mentionOf(
  person: Person | undefined,
  { platform, workspace }: Pick<RoomRef, "platform" | "workspace">,
): Run | undefined {
  if (!person || (platform !== "slack" && platform !== "matrix")) return undefined;
  const user = person[platform];
  return user === undefined
    ? undefined
    : { mention: { platform, workspace, user }, name: nameOf(person) };
}
