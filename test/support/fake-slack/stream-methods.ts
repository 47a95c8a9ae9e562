import { z } from "zod";
import { inJson, jsonList, stamp, words } from "./call-arguments.ts";
import { own, ownMessage, rootOf } from "./chat-methods.ts";
import { activeMention } from "./mention-rules.ts";
import { checkContent, metadataSchema } from "./message-content.ts";
import { writableRoom } from "./room-access.ts";
import type { FakeMessage } from "./slack-model.ts";
import { refusedArgument, SlackRefusal } from "./slack-refusal.ts";
import { type Call, type WebMethod, webMethod } from "./web-method.ts";

const scope = "chat:write";
const markdown = z.string().max(12_000);
const chunk = z.strictObject({ type: z.literal("markdown_text"), text: markdown });
const piece = { markdown_text: markdown.optional(), chunks: inJson(z.array(chunk)).optional() };
const place = { channel: words, ts: stamp };
type Piece = z.infer<z.ZodObject<typeof piece>>;

/** The methods that write a message piece by piece. */
export const streamMethods: Readonly<Record<string, WebMethod>> = {
  "chat.startStream": webMethod(
    scope,
    z.strictObject({
      channel: words,
      thread_ts: stamp,
      ...piece,
      recipient_user_id: words.optional(),
      recipient_team_id: words.optional(),
    }),
    (given, call) => {
      const room = writableRoom(call, given.channel);
      if (room.kind !== "im") checkRecipient(given.recipient_user_id, given.recipient_team_id);
      const message = call.workspace.addMessage({
        ...own(call, room),
        text: textOf(given),
        threadTs: rootOf(call, room, given.thread_ts),
        streaming: true,
      });
      return { channel: room.id, ts: message.ts };
    },
  ),
  "chat.appendStream": webMethod(scope, z.strictObject({ ...place, ...piece }), (given, call) => {
    const message = streamed(call, given.channel, given.ts);
    const text = textOf(given);
    if (text === "") throw new SlackRefusal("no_text");
    message.text += text;
    return { channel: message.room, ts: message.ts };
  }),
  "chat.stopStream": webMethod(
    scope,
    z.strictObject({
      ...place,
      ...piece,
      blocks: jsonList.optional(),
      metadata: metadataSchema.optional(),
    }),
    (given, call) => {
      const message = streamed(call, given.channel, given.ts);
      const text = message.text + textOf(given);
      Object.assign(message, checkContent(call.workspace, { text, blocks: given.blocks }));
      message.metadata = given.metadata;
      message.streaming = false;
      call.feed.posted(message);
      return { channel: message.room, ts: message.ts };
    },
  ),
};

/** In a room the one who reads along must be named. */
function checkRecipient(user: string | undefined, team: string | undefined): void {
  if (user === undefined) throw new SlackRefusal("missing_recipient_user_id");
  if (team === undefined) throw new SlackRefusal("missing_recipient_team_id");
}

function streamed(call: Call, channel: string, ts: string): FakeMessage {
  const message = ownMessage(call, writableRoom(call, channel), ts, "message_not_owned_by_app");
  if (!message.streaming) throw new SlackRefusal("message_not_in_streaming_state");
  return message;
}

function textOf({ markdown_text: text = "", chunks = [] }: Piece): string {
  const whole = text + chunks.map((one) => one.text).join("");
  if (activeMention(whole) === undefined) return whole;
  const message = "[ERROR] holds an active mention [json-pointer:/markdown_text]";
  throw refusedArgument("invalid_arguments", [message], true);
}
