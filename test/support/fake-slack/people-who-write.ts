import type { Delivery } from "./deliveries.ts";
import type { EventFeed } from "./event-feed.ts";
import { messageJson } from "./message-json.ts";
import { removeMessage } from "./remove-message.ts";
import { type FakeFile, type FakeMessage, messageAt } from "./slack-model.ts";
import type { SlackWorkspace } from "./slack-workspace.ts";

/** A message, named as Slack names it. */
export type MessageName = { readonly room: string; readonly ts: string };

/** What somebody did, and what of it went to the app: nothing, where the app does not hear it. */
type Done = MessageName & { readonly deliveries: readonly Delivery[] };

type SaidHow = {
  readonly thread?: string;
  readonly broadcast?: boolean;
  readonly files?: readonly FakeFile[];
  /** As Slack marks what it says itself: `channel_topic`. */
  readonly subtype?: string;
  /** Another app says it. */
  readonly botId?: string;
};

export type PeopleWhoWrite = {
  /** @param text as Slack writes it, mentions and escapes included */
  say(by: string, room: string, text: string, how?: SaidHow): Done;
  /** Says something to the app, by name. */
  mention(by: string, room: string, text: string, how?: SaidHow): Done;
  /** Says something to the app alone. */
  tell(by: string, text: string, how?: SaidHow): Done;
  edit(by: string, message: MessageName, text: string): Done;
  /** Slack adds the preview of a link, and calls that a change. */
  unfurl(message: MessageName): Done;
  remove(message: MessageName): Done;
  react(by: string, message: MessageName, emoji: string): Done;
  unreact(by: string, message: MessageName, emoji: string): Done;
};

/** Creates what people write and do to what is written. */
export function createPeopleWhoWrite(workspace: SlackWorkspace, feed: EventFeed): PeopleWhoWrite {
  const { model, time } = workspace;

  function named({ room, ts }: MessageName): FakeMessage {
    const message = messageAt(model, room, ts);
    if (!message) throw new Error(`There is no message ${ts} in ${room}.`);
    return message;
  }
  const done = ({ room, ts }: MessageName, deliveries: readonly Delivery[]): Done => ({
    room,
    ts,
    deliveries,
  });
  function say(by: string, room: string, text: string, how: SaidHow = {}): Done {
    const place = model.rooms.get(room);
    if (!place) throw new Error(`There is no room ${room}.`);
    if (!place.members.has(by)) throw new Error(`${by} is not in ${place.name}.`);
    const { thread, broadcast = false, files = [], botId } = how;
    const marked = broadcast ? "thread_broadcast" : files.length > 0 ? "file_share" : undefined;
    const subtype = how.subtype ?? marked;
    const content = { user: by, text, files, botId, subtype };
    const message = workspace.addMessage({ ...content, room, threadTs: thread, broadcast });
    return done(message, feed.posted(message));
  }
  function reacted(by: string, name: MessageName, emoji: string, isAdded: boolean): Done {
    const message = named(name);
    const users = message.reactions.get(emoji) ?? new Set();
    if (isAdded) users.add(by);
    else users.delete(by);
    if (users.size > 0) message.reactions.set(emoji, users);
    else message.reactions.delete(emoji);
    return done(message, feed.reacted(by, message, emoji, isAdded));
  }

  return {
    say,
    mention: (by, room, text, how) => say(by, room, `<@${model.app.botUser}> ${text}`, how),
    tell: (by, text, how) => say(by, workspace.directRoom(by).id, text, how),
    edit(by, name, text) {
      const message = named(name);
      if (message.user !== by) throw new Error(`${by} did not write ${name.ts}.`);
      const previous = messageJson(model, message);
      message.text = text;
      message.edited = { user: by, ts: time.nextStamp() };
      return done(message, feed.changed(message, previous));
    },
    unfurl(name) {
      const message = named(name);
      return done(message, feed.changed(message, messageJson(model, message)));
    },
    remove(name) {
      const message = named(name);
      return done(message, removeMessage(workspace, feed, message));
    },
    react: (by, name, emoji) => reacted(by, name, emoji, true),
    unreact: (by, name, emoji) => reacted(by, name, emoji, false),
  };
}
