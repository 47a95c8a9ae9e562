import type { WebClient } from "@slack/web-api";
import type { SendOutcome } from "../../../chat/chat-platform.ts";
import type { Conversation, MessageRef } from "../../../chat/conversation.ts";
import type { SlackMessage } from "../render/slack-messages.ts";
import { type Failure, failureOf, refusalCode } from "./failure.ts";
import { writePartMetadata } from "./part-metadata.ts";
import { inThreadOn, slackPlace, threadOf } from "./place.ts";
import type { SentMessages } from "./sent-messages.ts";

export type Poster = {
  readonly client: Pick<WebClient, "chat">;
  readonly sent: SentMessages;
  readonly pause: (ms: number) => Promise<void>;
};

export type Parts = {
  readonly to: Conversation;
  readonly nonce: string;
  readonly messages: readonly SlackMessage[];
  /** Ids of what was uploaded for it. */
  readonly files: readonly string[];
  readonly broadcast: boolean;
};

/** https://docs.slack.dev/apis/web-api/rate-limits: about one message a second in a room. */
export const paceMs = 1_000;
/** A file that was just uploaded may not be known to messages yet. */
const fileTries = 5;
const fileWaitMs = 1_000;

/**
 * Posts a reply: its first message where it belongs, the others in order in the thread on it. What is out already for its
 * nonce is not posted again.
 */
export async function postParts(parts: Parts, poster: Poster): Promise<SendOutcome> {
  const { to, nonce, messages, files, broadcast } = parts;
  const { sent, pause } = poster;
  let first: MessageRef | undefined;
  for (const [part, message] of messages.entries()) {
    const known = sent.of(nonce).parts[part];
    first ??= known;
    if (known) continue;
    if (part > 0) await pause(paceMs);
    const posted = await postOne(
      message,
      {
        to: first ? inThreadOn(first) : to,
        broadcast: broadcast && part === 0,
        metadata: {
          ...{ nonce, part, parts: messages.length, of: first?.message },
          files: part === 0 ? files : undefined,
        },
      },
      poster,
    );
    if (!("sent" in posted)) return part === 0 ? posted : partly(posted);
    sent.put(nonce, part, messages.length, posted.sent);
    if (part === 0) sent.keepFiles(posted.sent, files);
    first ??= posted.sent;
  }
  if (!first) throw new Error("A reply was rendered as no message.");
  return { sent: first };
}

/** Some of it is out: that is found again, also by a process that comes after us. */
function partly(failure: Failure): Failure {
  return "retryInMs" in failure ? { unknown: true } : failure;
}

/** Posts one message. */
export async function postOne(
  { text, blocks }: SlackMessage,
  given: {
    readonly to: Conversation;
    readonly broadcast: boolean;
    readonly metadata: Parameters<typeof writePartMetadata>[0];
  },
  { client, pause }: Poster,
): Promise<SendOutcome> {
  const { to, broadcast, metadata } = given;
  const thread = threadOf(to);
  const content = {
    channel: to.room,
    text,
    blocks: [...blocks],
    metadata: writePartMetadata(metadata),
    unfurl_links: false,
    unfurl_media: false,
  };
  const call = () =>
    thread === undefined
      ? client.chat.postMessage(content)
      : client.chat.postMessage(
          broadcast
            ? { ...content, thread_ts: thread, reply_broadcast: true }
            : { ...content, thread_ts: thread },
        );
  try {
    const { ts } = await untilFileIsKnown(call, blocks, pause);
    return ts === undefined ? { unknown: true } : { sent: { ...slackPlace(to), message: ts } };
  } catch (error) {
    return failureOf(error);
  }
}

/** Calls, and again while Slack refuses blocks that hold a picture. @throws what the last call throws */
export async function untilFileIsKnown<T>(
  call: () => Promise<T>,
  blocks: SlackMessage["blocks"],
  pause: Poster["pause"],
): Promise<T> {
  const hasFile = blocks.some((block) => "slack_file" in block);
  for (let tries = 1; hasFile && tries <= fileTries; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (refusalCode(error) !== "invalid_blocks") throw error;
      await pause(fileWaitMs);
    }
  }
  return await call();
}
