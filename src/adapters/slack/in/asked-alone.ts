import type { MessageRef } from "../../../chat/conversation.ts";
import { type Inbound, mostText } from "../../../chat/inbox-item.ts";
import { type Known, principalOf } from "./known.ts";

/**
 * What somebody wrote in a view and sent, as if they had written it to us alone; nothing asks what there is to say.
 *
 * @param message where that would be; no message is there, so it goes by the item's own key
 */
export function askedAlone(
  written: string,
  message: MessageRef,
  { user, at }: { readonly user: string; readonly at: Temporal.Instant },
  { own, nameOf, isOutsider }: Pick<Known, "own" | "nameOf" | "isOutsider">,
): Inbound {
  const text = written.normalize("NFC").trim();
  return {
    kind: "message",
    dedupKey: message.message,
    message,
    roomKind: "dm",
    encrypted: false,
    shared: isOutsider(user),
    author: {
      principal: principalOf(own, user),
      displayName: nameOf(user) ?? user,
      isBot: false,
    },
    addressed: "dm",
    text: text === "" ? "help" : text.slice(0, mostText).toWellFormed(),
    truncated: text.length > mostText,
    mentions: [],
    sentAt: at,
    receivedAt: at,
    replay: false,
  };
}
