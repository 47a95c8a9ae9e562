import { principalKey } from "../conversation.ts";
import type { Inbound } from "../inbox-item.ts";

/** Whether a message that mentions anybody mentions us, too; one that mentions nobody may be for us. */
export function isFor({ mentions }: Inbound, self: Inbound["author"]["principal"]): boolean {
  return mentions.length === 0 || mentions.some((one) => principalKey(one) === principalKey(self));
}
