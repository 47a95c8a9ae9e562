import { type Conversation, conversationKey } from "../chat/conversation.ts";
import { type InboxItem, roomOf } from "../chat/inbox-item.ts";
import { renderFailure } from "../chat/manners/failure.ts";
import { placeOf } from "../chat/manners/place.ts";
import type { Reply } from "../chat/reply.ts";
import type { Catalogue } from "../knowledge/catalogue.ts";
import { lastResort, printContact } from "../knowledge/contact.ts";

/** What whoever asked is told when all tries have failed; nothing where nobody spoke to us. */
export function failedReplies(
  item: InboxItem,
  errorId: string,
  catalogue: Catalogue,
): readonly Reply[] {
  const isAddressed =
    item.kind === "interaction" || (item.kind === "message" && item.addressed !== "none");
  if (!isAddressed) return [];
  const owner = lastResort(catalogue);
  const { message: _message, ...where }: Conversation & { readonly message?: string } =
    roomOf(item);
  const threads = where.platform !== "console";
  const to = item.kind === "message" ? placeOf(item, { threads }) : where;
  return [
    {
      key: `failed:${conversationKey(to)}:${errorId}`,
      to,
      doc: renderFailure(errorId, owner ? printContact(owner) : "whoever runs me"),
      actions: [],
      // What was pressed may be seen by whoever pressed it alone.
      audience: item.kind === "interaction" ? { only: item.actor } : "everyone",
      importance: "answer",
      asker: item.kind === "message" ? item.author.principal : undefined,
      broadcast: false,
    },
  ];
}
