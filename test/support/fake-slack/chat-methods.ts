import { z } from "zod";
import { flag, stamp, words } from "./call-arguments.ts";
import { checkContent, contentArguments, cutWarning, metadataSchema } from "./message-content.ts";
import { messageJson } from "./message-json.ts";
import { removeMessage } from "./remove-message.ts";
import { joinedRoom, knownMessage, knownUser, writableRoom } from "./room-access.ts";
import { type FakeMessage, type FakeRoom, messageAt } from "./slack-model.ts";
import { type Json, SlackRefusal } from "./slack-refusal.ts";
import { type Call, type WebMethod, webMethod } from "./web-method.ts";

const scope = "chat:write";
/**
 * docs.slack.dev/reference/methods/chat.update: "the text field cannot exceed 4,000 characters", also beside blocks.
 * gitlab-org/gitlab !258898 found that bytes count, of text as it is escaped.
 */
const mostBytesOfEdit = 4_000;
const posting = {
  channel: words,
  ...contentArguments,
  thread_ts: stamp.optional(),
  mrkdwn: flag.optional(),
  parse: z.literal("none").optional(),
  unfurl_links: flag.optional(),
  unfurl_media: flag.optional(),
};

/** The methods named chat.*, apart from streams. */
export const chatMethods: Readonly<Record<string, WebMethod>> = {
  "chat.postMessage": webMethod(
    scope,
    z.strictObject({
      ...posting,
      reply_broadcast: flag.optional(),
      metadata: metadataSchema.optional(),
    }),
    (given, call) => {
      const room = writableRoom(call, given.channel);
      const threadTs = rootOf(call, room, given.thread_ts);
      const message = call.workspace.addMessage({
        ...own(call, room),
        ...checkContent(call.workspace, given),
        threadTs,
        broadcast: threadTs !== undefined && given.reply_broadcast === true,
        metadata: given.metadata,
        subtype: given.reply_broadcast && threadTs ? "thread_broadcast" : undefined,
      });
      call.feed.posted(message);
      const { ts } = message;
      return { channel: room.id, ts, message: shown(call, message), ...cutWarning(given) };
    },
  ),

  "chat.postEphemeral": webMethod(
    scope,
    z.strictObject({ ...posting, user: words }),
    (given, call) => {
      const room = writableRoom(call, given.channel);
      const { id } = knownUser(call, given.user);
      if (!room.members.has(id)) throw new SlackRefusal("user_not_in_channel");
      const message = call.workspace.addMessage({
        ...own(call, room),
        ...checkContent(call.workspace, given),
        threadTs: rootOf(call, room, given.thread_ts),
        onlyFor: id,
      });
      return { message_ts: message.ts, ...cutWarning(given) };
    },
  ),

  "chat.update": webMethod(
    scope,
    z.strictObject({
      channel: words,
      ts: stamp,
      ...contentArguments,
      metadata: metadataSchema.optional(),
      parse: z.literal("none").optional(),
      reply_broadcast: flag.optional(),
    }),
    (given, call) => {
      const room = joinedRoom(call, given.channel);
      // docs.slack.dev/reference/methods/chat.update: other words than those of a post.
      if (room.archived) throw new SlackRefusal("is_inactive");
      if (Buffer.byteLength(given.text ?? "") > mostBytesOfEdit) {
        throw new SlackRefusal("msg_too_long");
      }
      const message = ownMessage(call, room, given.ts, "cant_update_message");
      const previous = shown(call, message);
      // Text without blocks takes the old blocks away; metadata stays unless it is given.
      Object.assign(message, checkContent(call.workspace, given));
      if (given.metadata) message.metadata = given.metadata;
      const { botUser } = call.workspace.model.app;
      message.edited = { user: botUser, ts: call.workspace.time.nextStamp() };
      call.feed.changed(message, previous);
      const { ts, text, user } = message;
      // The same page shows no more of the message.
      return { channel: room.id, ts, text, message: { text, user } };
    },
  ),

  "chat.delete": webMethod(scope, z.strictObject({ channel: words, ts: stamp }), (given, call) => {
    const room = writableRoom(call, given.channel);
    const message = ownMessage(call, room, given.ts, "cant_delete_message");
    removeMessage(call.workspace, call.feed, message);
    return { channel: room.id, ts: given.ts };
  }),

  "chat.getPermalink": webMethod(
    undefined,
    z.strictObject({ channel: words, message_ts: stamp }),
    (given, call) => {
      const room = writableRoom(call, given.channel);
      const { ts, threadTs } = knownMessage(call, room, given.message_ts);
      const { domain } = call.workspace.model.team;
      const permalink = `https://${domain}.slack.com/archives/${room.id}/p${ts.replace(".", "")}`;
      // docs.slack.dev/reference/methods/chat.getPermalink: a reply's tells its thread, too.
      const thread = threadTs === undefined ? "" : `?thread_ts=${threadTs}&cid=${room.id}`;
      return { channel: room.id, permalink: `${permalink}${thread}` };
    },
  ),
};

/** Who writes, and where. */
export function own({ workspace: { model } }: Call, room: FakeRoom) {
  return { room: room.id, user: model.app.botUser, botId: model.app.botId };
}

/** A message of the app's own. @throws SlackRefusal message_not_found, or the given code for somebody else's */
export function ownMessage(call: Call, room: FakeRoom, ts: string, code: string): FakeMessage {
  const message = knownMessage(call, room, ts);
  if (message.botId !== call.workspace.model.app.botId) throw new SlackRefusal(code);
  return message;
}

/** The message that a reply hangs on. @throws SlackRefusal thread_not_found, cannot_reply_to_message */
export function rootOf(call: Call, room: FakeRoom, ts: string | undefined): string | undefined {
  if (ts === undefined) return undefined;
  const root = messageAt(call.workspace.model, room.id, ts);
  if (!root) throw new SlackRefusal("thread_not_found");
  // Named by a reply of it, Slack puts the new one into the same thread.
  return root.threadTs ?? root.ts;
}

const shown = ({ workspace }: Call, message: FakeMessage): Json =>
  messageJson(workspace.model, message, true);
