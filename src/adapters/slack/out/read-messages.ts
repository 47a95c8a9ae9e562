import type { ConversationsHistoryResponse, WebClient } from "@slack/web-api";
import type { Conversation } from "../../../chat/conversation.ts";
import { threadOf } from "./place.ts";

/** A message as Slack keeps it, with its metadata. */
export type StoredMessage = NonNullable<ConversationsHistoryResponse["messages"]>[number];

type Reader = Pick<WebClient, "conversations">;

const pageSize = 200;
/** Beyond so many pages a room is read no further: 2,000 messages. */
const mostPages = 10;

/**
 * Reads the messages of a thread with the one that it hangs on, or of a room's main line, oldest first.
 *
 * @throws what Slack's client throws, such as for a scope that was not granted
 */
export async function readMessages(
  client: Reader,
  where: Conversation,
  {
    oldest,
    newest = Infinity,
  }: {
    readonly oldest?: string | undefined;
    /** So many at least, the newest ones, where there are so many. */
    readonly newest?: number | undefined;
  } = {},
): Promise<readonly StoredMessage[]> {
  const thread = threadOf(where);
  const asked = {
    channel: where.room,
    include_all_metadata: true,
    limit: pageSize,
    ...(oldest === undefined ? {} : { oldest }),
  };
  const read: StoredMessage[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const next = { ...asked, ...(cursor === undefined ? {} : { cursor }) };
    const told = await (thread === undefined
      ? client.conversations.history(next)
      : client.conversations.replies({ ...next, ts: thread }));
    read.push(...(told.messages ?? []));
    cursor = told.response_metadata?.next_cursor;
    const isEnough = thread === undefined && read.length >= newest;
    if (!cursor || isEnough) break;
  }
  // Of a main line Slack tells the newest first.
  return thread === undefined ? read.reverse() : read;
}

/** The first `ts` that is not before an instant. */
export function stampOf(at: Temporal.Instant): string {
  const micros = String(at.epochMilliseconds * 1_000).padStart(16, "0");
  return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
}
