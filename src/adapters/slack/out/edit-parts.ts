import type { SendOutcome } from "../../../chat/chat-platform.ts";
import type { MessageRef } from "../../../chat/conversation.ts";
import { editText } from "../render/edit-text.ts";
import type { SlackMessage } from "../render/slack-messages.ts";
import { type Failure, failureOf } from "./failure.ts";
import { inThreadOn } from "./place.ts";
import { type Poster, paceMs, postOne, untilFileIsKnown } from "./post-parts.ts";

/**
 * Makes the messages of a reply say something else: each is updated, what is new follows in the thread, and what is too
 * many goes. Done again, it comes to the same.
 */
export async function editParts(
  [first, ...others]: readonly [MessageRef, ...MessageRef[]],
  messages: readonly SlackMessage[],
  nonce: string,
  poster: Poster,
): Promise<SendOutcome> {
  const { sent, pause } = poster;
  const out = [first, ...others];
  for (const [part, message] of messages.entries()) {
    const known = out[part];
    if (known) {
      const failure = await updateMessage(known, message, poster);
      if (failure) return failure;
      continue;
    }
    await pause(paceMs);
    const metadata = { nonce, part, parts: messages.length, of: first.message };
    const place = { to: inThreadOn(first), broadcast: false, metadata };
    const posted = await postOne(message, place, poster);
    if (!("sent" in posted)) return posted;
    out.push(posted.sent);
    sent.keepMessages(out);
  }
  for (const surplus of out.slice(messages.length).reverse()) {
    const failure = await deleteMessage(surplus, poster);
    if (failure) return failure;
  }
  sent.keepMessages(out.slice(0, messages.length));
  return { sent: first };
}

async function updateMessage(
  { room, message: ts }: MessageRef,
  { text, blocks }: SlackMessage,
  { client, pause }: Poster,
): Promise<Failure | undefined> {
  const said = { channel: room, ts, text: editText(text), blocks: [...blocks] };
  const call = () => client.chat.update(said);
  try {
    await untilFileIsKnown(call, blocks, pause);
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
}

/** Takes a message away; one that is gone, or that is not ours to take away, counts as that. */
export async function deleteMessage(
  { room, message: ts }: MessageRef,
  { client }: Pick<Poster, "client">,
): Promise<Failure | undefined> {
  try {
    await client.chat.delete({ channel: room, ts });
    return undefined;
  } catch (error) {
    const failure = failureOf(error);
    return "refused" in failure ? undefined : failure;
  }
}
