import type { Known } from "../../../../src/adapters/matrix/in/known.ts";
import type { Offer } from "../../../../src/adapters/matrix/in/offers.ts";
import type { RoomEvent } from "../../../../src/adapters/matrix/in/room-event.ts";
import type { Action } from "../../../../src/chat/action.ts";

export const own = { user: "@ama:example.org", displayName: "AMA Bot" };
export const ana = "@ana:example.org";
export const bo = "@bo:example.org";
export const ops = { platform: "matrix", workspace: "example.org", room: "!ops" } as const;
export const nine = Temporal.Instant.from("2026-11-25T09:00:00Z");

const names: Readonly<Record<string, string>> = { [ana]: "Ana", [bo]: "Bo" };

/** A room of several people of one server, in which nothing was said before and nothing is offered. */
export const known: Known = {
  own,
  room: {
    isSpace: false,
    isOurs: false,
    isDirect: false,
    members: 5,
    encrypted: true,
    shared: false,
    before: undefined,
    joinedAt: nine.subtract({ hours: 1 }),
  },
  receivedAt: nine.add({ seconds: 1 }),
  replay: false,
  nameOf: (user) => names[user],
  isOurThread: () => false,
  earlier: () => undefined,
  offeredOn: () => undefined,
  newestOffer: () => undefined,
};

export const direct = { room: { ...known.room, isDirect: true, members: 2 } };

/** What is known where these events came before. */
export function having(...events: readonly RoomEvent[]): Pick<Known, "earlier"> {
  return { earlier: (id) => events.find((event) => event.id === id) };
}

type Content = Readonly<Record<string, unknown>>;

/** An event of Ana's. */
export function event(type: string, content: Content, more: Partial<RoomEvent> = {}): RoomEvent {
  const usual = { id: "$e1", room: ops.room, sender: ana, sentAt: nine, wasEncrypted: true };
  return { ...usual, type, content, ...more };
}

export function message(
  body: string,
  content: Content = {},
  more: Partial<RoomEvent> = {},
): RoomEvent {
  return event("m.room.message", { msgtype: "m.text", body, ...content }, more);
}

export function inThread(root: string, replyTo = root, isFallback = true): Content {
  return {
    "m.relates_to": {
      rel_type: "m.thread",
      event_id: root,
      is_falling_back: isFallback,
      "m.in_reply_to": { event_id: replyTo },
    },
  };
}

export function replyTo(id: string): Content {
  return { "m.relates_to": { "m.in_reply_to": { event_id: id } } };
}

export function mentioning(...users: readonly string[]): Content {
  return { "m.mentions": { user_ids: users } };
}

/** https://spec.matrix.org/latest/client-server-api/#user-and-room-mentions */
export function pill(user: string, label: string): string {
  return `<a href="https://matrix.to/#/${user}">${label}</a>`;
}

/** https://spec.matrix.org/latest/client-server-api/#event-replacements */
export function editOf(id: string, body: string, content: Content = {}): RoomEvent {
  return event(
    "m.room.message",
    {
      msgtype: "m.text",
      body: `* ${body}`,
      "m.new_content": { msgtype: "m.text", body, ...content },
      "m.relates_to": { rel_type: "m.replace", event_id: id },
    },
    { id: "$edit" },
  );
}

export function reaction(to: string, key: string, more: Partial<RoomEvent> = {}): RoomEvent {
  const relation = { rel_type: "m.annotation", event_id: to, key };
  return event("m.reaction", { "m.relates_to": relation }, { id: "$reaction", ...more });
}

export function redaction(of: string, more: Partial<RoomEvent> = {}): RoomEvent {
  return event("m.room.redaction", { redacts: of }, { id: "$redaction", ...more });
}

export function action(id: string, emoji: string, ...words: readonly string[]): Action {
  return {
    ...{ id, emoji, words, label: id, value: `press:${id}` },
    ...{ style: "plain", allowed: "anyone", once: true },
  };
}

/** An answer of ours with two entries to choose from, neither of them, and what it was worth. */
export const offer: Offer = {
  on: { ...ops, thread: "$root", message: "$answer" },
  actions: [
    action("choice-1", "1️⃣", "vpn on linux"),
    action("choice-2", "2️⃣", "vpn on a phone"),
    action("none", "🚫", "none", "none of these"),
    action("helpful", "👍", "helpful", "+"),
    action("not-helpful", "👎", "not helpful", "-"),
  ],
  seeds: ["$seed1"],
};

export const offered: Pick<Known, "offeredOn"> = {
  offeredOn: (id) => (id === offer.on.message ? offer : undefined),
};
