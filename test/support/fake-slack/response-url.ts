import { z } from "zod";
import { flag, parseArguments, stamp } from "./call-arguments.ts";
import { own } from "./chat-methods.ts";
import { checkContent, contentArguments } from "./message-content.ts";
import { messageJson } from "./message-json.ts";
import { removeMessage } from "./remove-message.ts";
import type { ResponsePlace } from "./short-lived.ts";
import type { FakeMessage } from "./slack-model.ts";
import { type Json, SlackRefusal } from "./slack-refusal.ts";
import type { Call } from "./web-method.ts";

const answerSchema = z.strictObject({
  ...contentArguments,
  response_type: z.enum(["ephemeral", "in_channel"]).optional(),
  replace_original: flag.optional(),
  delete_original: flag.optional(),
  thread_ts: stamp.optional(),
});

/** Takes what the app answers at the address that came with a press or command. @throws SlackRefusal */
export function answerAt(call: Call, id: string, given: Json): void {
  answerInPlace(call, call.shortLived.takeResponse(id), given);
}

/** Shows what the app answers to one thing that somebody did: to that person alone, unless it says otherwise. */
export function answerInPlace(call: Call, place: ResponsePlace, given: Json): void {
  const answer = parseArguments(answerSchema, given);
  const { model } = call.workspace;
  const original = model.messages.find((one) => one.room === place.room && one.ts === place.on);
  if (answer.delete_original || answer.replace_original) {
    if (!original) throw new SlackRefusal("message_not_found");
    if (answer.delete_original) return void removeMessage(call.workspace, call.feed, original);
    return void replace(original, checkContent(call.workspace, answer), call);
  }
  const room = model.rooms.get(place.room);
  if (!room) throw new SlackRefusal("channel_not_found");
  const message = call.workspace.addMessage({
    ...own(call, room),
    ...checkContent(call.workspace, answer),
    threadTs: answer.thread_ts ?? place.threadTs,
    onlyFor: answer.response_type === "in_channel" ? undefined : place.user,
  });
  call.feed.posted(message);
}

function replace(
  original: FakeMessage,
  content: { readonly text: string; readonly blocks: readonly Json[] },
  { workspace, feed }: Call,
): void {
  const { model } = workspace;
  const previous = messageJson(model, original);
  const { botUser } = model.app;
  Object.assign(original, content, {
    edited: { user: botUser, ts: workspace.time.nextStamp() },
  });
  if (original.onlyFor === undefined) feed.changed(original, previous);
}
