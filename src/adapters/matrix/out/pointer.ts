import type { Doc } from "../../../chat/doc.ts";

/** What a room reads of an answer that is for one account alone. */
export function sentToYou(user: string, workspace: string): Doc {
  const mention = { platform: "matrix", workspace, user } as const;
  const name = user.slice(1, user.indexOf(":"));
  return [{ p: [{ mention, name }, { text: ": I answered you in our direct room." }] }];
}
