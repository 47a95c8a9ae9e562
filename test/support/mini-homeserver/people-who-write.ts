import type { Homeserver } from "./homeserver.ts";
import type { Json } from "./matrix-refusal.ts";
import { joinedRoom } from "./membership.ts";
import type { Room, RoomEvent } from "./model.ts";
import { relatedTo, relationOf } from "./relations.ts";
import { isEncrypted } from "./room-state.ts";
import { sendRedaction } from "./send-redaction.ts";

/** An event, named as Matrix names it. */
type EventName = { readonly room: string; readonly id: string };

type SaidHow = {
  readonly thread?: string;
  readonly replyTo?: string;
  readonly kind?: "m.text" | "m.notice" | "m.emote";
  readonly html?: string;
  /** Who is called, or the whole room. */
  readonly mentions?: readonly string[] | "room";
};

/** What people do in rooms that are not encrypted. In others a test needs a client that has keys. */
export type PeopleWhoWrite = {
  say(by: string, room: string, text: string, how?: SaidHow): EventName;
  /** Says something to somebody by name. */
  mention(by: string, room: string, whom: string, text: string, how?: SaidHow): EventName;
  edit(by: string, event: EventName, text: string): EventName;
  redact(by: string, event: EventName, reason?: string): EventName;
  react(by: string, event: EventName, key: string): EventName;
  unreact(by: string, event: EventName, key: string): EventName;
};

/** Creates what people write and do to what is written. */
export function createPeopleWhoWrite(homeserver: Homeserver): PeopleWhoWrite {
  function put(by: string, id: string, type: string, content: Json): EventName {
    const room = joinedRoom(homeserver, by, id);
    if (isEncrypted(room) && type !== "m.reaction") {
      throw new Error(`${id} is encrypted: ${by} needs a client there.`);
    }
    return named(homeserver.addEvent(room, { sender: by, type, content }));
  }
  function take(by: string, { room: id, id: of }: EventName, reason?: string): EventName {
    const room = joinedRoom(homeserver, by, id);
    return named(sendRedaction(homeserver, room, { by, of, reason }));
  }
  function say(by: string, id: string, text: string, how: SaidHow = {}): EventName {
    const room = joinedRoom(homeserver, by, id);
    const related = relationTo(room, how);
    const content = { ...textContent(text, how), ...(related ? { "m.relates_to": related } : {}) };
    return put(by, id, "m.room.message", content);
  }

  return {
    say,
    mention(by, room, whom, text, how) {
      const name = homeserver.model.accounts.get(whom)?.displayName ?? whom;
      const pill = `<a href="https://matrix.to/#/${encodeURIComponent(whom)}">${escaped(name)}</a>`;
      const html = `${pill}: ${escaped(text)}`;
      return say(by, room, `${name}: ${text}`, { html, mentions: [whom], ...how });
    },
    edit: (by, { room, id }, text) =>
      put(by, room, "m.room.message", {
        ...textContent(`* ${text}`, {}),
        "m.new_content": textContent(text, {}),
        "m.relates_to": { rel_type: "m.replace", event_id: id },
      }),
    redact: take,
    react: (by, { room, id }, key) =>
      put(by, room, "m.reaction", {
        "m.relates_to": { rel_type: "m.annotation", event_id: id, key },
      }),
    unreact(by, { room: roomId, id }, key) {
      const room = joinedRoom(homeserver, by, roomId);
      const given = relatedTo(room, id, "m.annotation").find(
        (one) => one.sender === by && relationOf(one).key === key,
      );
      if (!given) throw new Error(`${by} has not given ${key} to ${id}.`);
      return take(by, { room: roomId, id: given.id });
    },
  };
}

const named = ({ room, id }: RoomEvent): EventName => ({ room, id });

function textContent(body: string, { kind = "m.text", html, mentions }: SaidHow): Json {
  return {
    msgtype: kind,
    body,
    ...(html === undefined ? {} : { format: "org.matrix.custom.html", formatted_body: html }),
    "m.mentions": mentions === "room" ? { room: true } : mentions ? { user_ids: mentions } : {},
  };
}

/** As Element does it: a message in a thread names the last one there, for clients that know no threads. */
function relationTo(room: Room, { thread, replyTo }: SaidHow): Json | undefined {
  const reply = (event_id: string) => ({ "m.in_reply_to": { event_id } });
  if (thread === undefined) return replyTo === undefined ? undefined : reply(replyTo);
  const last = relatedTo(room, thread, "m.thread").at(-1)?.id ?? thread;
  return {
    rel_type: "m.thread",
    event_id: thread,
    is_falling_back: replyTo === undefined,
    ...reply(replyTo ?? last),
  };
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
