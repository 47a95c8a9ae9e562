import { type Conversation, conversationKey } from "../../chat/conversation.ts";
import { type Actor, principalOf } from "../page/actor.ts";
import type { PageWriting } from "./writing/page-writing.ts";

/** Has a page told of where somebody has asked for it. */
export async function listenWhereAsked(
  page: number,
  by: Actor,
  askedIn: Conversation | undefined,
  { transaction, pages }: PageWriting,
): Promise<void> {
  const principal = principalOf(by);
  if (principal === undefined || askedIn === undefined) return;
  const conversation = conversationKey(askedIn);
  await pages.addListener(transaction, page, { principal, conversation });
}
