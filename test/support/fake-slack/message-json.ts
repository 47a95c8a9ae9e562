import { type FakeFile, type FakeMessage, repliesTo, type SlackModel } from "./slack-model.ts";
import type { Json } from "./slack-refusal.ts";

/** A message as Slack shows it to an app; metadata only where it is asked for. */
export function messageJson(model: SlackModel, message: FakeMessage, withMetadata = false): Json {
  const { ts, user, botId, threadTs, text, blocks, files, subtype, metadata, edited } = message;
  const replies = repliesTo(model, message.room, ts);
  const thread = threadTs ?? (replies.length > 0 ? ts : undefined);
  const root = thread === undefined || thread === ts ? undefined : rootOf(model, message);
  return {
    type: "message",
    ...(subtype === undefined ? {} : { subtype }),
    user,
    ...(botId === undefined ? {} : { bot_id: botId, app_id: model.app.id }),
    ...(model.users.get(user)?.isBot ? {} : { client_msg_id: `client-${ts}` }),
    text,
    ts,
    team: model.team.id,
    ...(blocks.length === 0 ? {} : { blocks }),
    ...(files.length === 0 ? {} : { files: files.map(fileJson) }),
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(root === undefined ? {} : { parent_user_id: root.user }),
    ...(replies.length === 0 ? {} : threadJson(replies)),
    ...(edited === undefined ? {} : { edited }),
    ...(withMetadata && metadata ? { metadata } : {}),
    ...(message.reactions.size === 0 ? {} : { reactions: reactionsJson(message) }),
  };
}

/** A file as Slack shows it to an app. */
export function fileJson({ id, name, title, altText, length }: FakeFile): Json {
  const alt = altText === undefined ? {} : { alt_txt: altText };
  const mimetype = name.endsWith(".png") ? "image/png" : "text/plain";
  return { id, name, title, mimetype, size: length, ...alt };
}

function rootOf(model: SlackModel, { room, threadTs }: FakeMessage): FakeMessage | undefined {
  return model.messages.find((one) => one.room === room && one.ts === threadTs);
}

function threadJson(replies: readonly FakeMessage[]): Json {
  const users = [...new Set(replies.map(({ user }) => user))];
  return {
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
  };
}

function reactionsJson({ reactions }: FakeMessage): readonly Json[] {
  return [...reactions].map(([name, users]) => ({ name, users: [...users], count: users.size }));
}
