import type { InboxItem } from "../chat/inbox-item.ts";
import { placeOf } from "../chat/manners/place.ts";
import { renderStillLooking } from "../chat/manners/working-sign.ts";
import type { Reply } from "../chat/reply.ts";
import { stillKey } from "../chat/still-looking.ts";
import { replyKeyOf } from "./scene.ts";
import type { TalkGiven } from "./talk-given.ts";

/** The words that say that we are still at a question, where they can be edited into its answer (M10). */
export async function stillLookingFor(
  item: InboxItem,
  inboxId: number,
  given: Pick<TalkGiven, "capabilities">,
): Promise<Reply | undefined> {
  if (item.kind !== "message" || item.edit) return undefined;
  const { edit, threads } = await given.capabilities(item.message);
  if (!edit) return undefined;
  return {
    key: stillKey(replyKeyOf(item, inboxId)),
    to: placeOf(item, { threads }),
    doc: renderStillLooking(),
    actions: [],
    audience: "everyone",
    importance: "answer",
    broadcast: false,
  };
}
