import type { SendOutcome } from "../../../chat/chat-platform.ts";
import type { Conversation } from "../../../chat/conversation.ts";
import type { SlackMessage } from "../render/slack-messages.ts";
import type { DirectRooms } from "./direct-rooms.ts";
import { type Failure, failureOf } from "./failure.ts";
import { slackPlace, threadOf } from "./place.ts";
import { type Poster, paceMs } from "./post-parts.ts";

/** Shows messages in a room to one person of it alone. */
export async function postEphemeral(
  where: Conversation,
  user: string,
  messages: readonly SlackMessage[],
  { client, pause }: Pick<Poster, "client" | "pause">,
): Promise<SendOutcome> {
  const thread = threadOf(where);
  const place = thread === undefined ? {} : { thread_ts: thread };
  let first: string | undefined;
  try {
    for (const { text, blocks } of messages) {
      if (first !== undefined) await pause(paceMs);
      const said = { channel: where.room, user, text, blocks: [...blocks], ...place };
      const { message_ts: ts } = await client.chat.postEphemeral(said);
      first ??= ts;
    }
  } catch (error) {
    return failureOf(error);
  }
  if (first === undefined) return { unknown: true };
  return { sent: { ...slackPlace(where), message: first } };
}

/** Where a person talks to us alone, or why there is no such room for now. */
export async function directRoomFor(
  user: string,
  directRooms: DirectRooms,
): Promise<{ readonly room: string } | Failure> {
  try {
    return { room: await directRooms(user) };
  } catch (error) {
    const failure = failureOf(error);
    return "refused" in failure ? noPrivateRoute : failure;
  }
}

export const noPrivateRoute = { refused: "no-private-route" } as const satisfies Failure;
