import type { Reply } from "../../../chat/reply.ts";

/** The key of what is said of an entry of a page's timeline. */
export const lineKey = (page: number, seq: number) => `page:${page}:line:${seq}`;

/** What is said of a page in a room: it is never too late, and keeps the order in which it happened. */
export function lineOf(
  said: Pick<Reply, "key" | "to" | "doc" | "actions" | "updateOf" | "inThreadOf">,
): Reply {
  return { ...said, audience: "everyone", importance: "alert", broadcast: false };
}
