import type { WebClient } from "@slack/web-api";
import type { Conversation, MessageRef } from "../../../chat/conversation.ts";
import { refusalCode } from "./failure.ts";
import { readPartMetadata } from "./part-metadata.ts";
import { inThreadOn, slackPlace } from "./place.ts";
import { readMessages, type StoredMessage, stampOf } from "./read-messages.ts";
import type { SentMessages } from "./sent-messages.ts";

export type Finder = {
  readonly client: Pick<WebClient, "conversations">;
  readonly sent: SentMessages;
};

/** Our clock and Slack's may differ by so much. */
const clocksDiffer = Temporal.Duration.from({ minutes: 1 });

/**
 * Looks in Slack for what may have gone out for a nonce. What is found is noted, so that only what lacks is posted.
 *
 * @throws what Slack's client throws when it does not answer: then nobody knows yet
 */
export async function findSent(
  where: Conversation,
  nonce: string,
  since: Temporal.Instant,
  { client, sent }: Finder,
): Promise<MessageRef | "absent" | "cannot-tell"> {
  const known = sent.of(nonce).whole;
  if (known) return known;
  const place = sent.placeOf(nonce) ?? slackPlace(where);
  if (place === "nowhere") return "cannot-tell";
  const look = async (at: Conversation) => {
    const oldest = stampOf(since.subtract(clocksDiffer));
    for (const message of await readMessages(client, at, { oldest })) {
      note(message, at, nonce, sent);
    }
  };
  try {
    await look(place);
    const { whole, parts } = sent.of(nonce);
    if (!whole && parts[0]) await look(inThreadOn(parts[0]));
    return sent.of(nonce).whole ?? "absent";
  } catch (error) {
    const code = refusalCode(error);
    if (code === undefined) throw error;
    return code === "thread_not_found" ? "absent" : "cannot-tell";
  }
}

function note(
  { ts, metadata }: StoredMessage,
  where: Conversation,
  nonce: string,
  sent: SentMessages,
): void {
  const found = readPartMetadata(metadata);
  // What a thread hangs on is not in it.
  if (ts === undefined || ts === where.thread || found?.nonce !== nonce) return;
  const message = { ...where, message: ts };
  sent.put(nonce, found.part, found.parts, message);
  sent.keepFiles(message, found.files ?? []);
}

/**
 * The messages of a reply of ours, the first among them. After a restart they are looked for in the thread, and what was
 * uploaded for it is noted; where that may not be read, the first stands for all.
 *
 * @throws what Slack's client throws when it does not answer
 */
export async function messagesOf(
  first: MessageRef,
  { client, sent }: Finder,
): Promise<readonly [MessageRef, ...MessageRef[]]> {
  const known = sent.messagesOf(first);
  if (known) return [first, ...known.slice(1)];
  const thread = inThreadOn(first);
  const stored = await readMessages(client, thread).catch((error: unknown) => {
    if (refusalCode(error) === undefined) throw error;
    return [];
  });
  const found = stored.flatMap(({ ts, metadata }) => {
    const written = readPartMetadata(metadata);
    if (ts === first.message) sent.keepFiles(first, written?.files ?? []);
    return ts !== undefined && written?.of === first.message
      ? [{ part: written.part, reference: { ...thread, message: ts } }]
      : [];
  });
  const inOrder = found.toSorted((one, other) => one.part - other.part);
  const others = inOrder.map(({ reference }) => reference);
  sent.keepMessages([first, ...others]);
  return [first, ...others];
}
