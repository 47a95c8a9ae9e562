import type { Homeserver } from "./homeserver.ts";
import type { Json } from "./matrix-refusal.ts";
import { joinedRoom } from "./membership.ts";
import type { RoomEvent } from "./model.ts";
import { relatedTo, relationOf } from "./relations.ts";
import { isEncrypted } from "./room-state.ts";
import { calledContent, editedContent, type SaidHow, saidContent } from "./said-content.ts";
import { sendRedaction } from "./send-redaction.ts";

/** An event, named as Matrix names it. */
type EventName = { readonly room: string; readonly id: string };

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
  function write(by: string, id: string, content: Json): EventName {
    return put(by, id, "m.room.message", content);
  }

  return {
    say: (by, room, text, how) => write(by, room, saidContent(homeserver.model, room, text, how)),
    mention: (by, room, whom, text, how) =>
      write(by, room, calledContent(homeserver.model, room, whom, text, how)),
    edit: (by, { room, id }, text) => write(by, room, editedContent(id, text)),
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
