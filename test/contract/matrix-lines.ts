import { actionByEmoji } from "../../src/adapters/matrix/in/offered-action.ts";
import { sentToYou } from "../../src/adapters/matrix/out/pointer.ts";
import { actionLines } from "../../src/adapters/matrix/render/action-lines.ts";
import type { Conversation, MessageRef, Principal } from "../../src/chat/conversation.ts";
import { docText, pictureText } from "../../src/chat/doc-text.ts";
import type { Room, RoomEvent } from "../support/mini-homeserver/model.ts";
import { isEncrypted, readableUntil } from "../support/mini-homeserver/room-state.ts";
import type { SeenMessage } from "../support/mini-homeserver/seen-messages.ts";
import { drawn } from "../support/test-pictures.ts";
import type { MatrixTown } from "./matrix-town.ts";
import type { StoryLine } from "./story.ts";

/** What people see of rooms, as a reader takes it: what belongs together is one line, and a pointer what it leads to. */
export type MatrixLines = {
  /** What somebody sees in a conversation, oldest first. In a direct room with the bot also what it says in another such. */
  seen(by: Principal, where: Conversation): readonly StoryLine[];
  /** The last event of what was said with a message. */
  lastPart(of: MessageRef): string;
  /** One event as somebody sees it. */
  event(user: string, room: string, id: string): SeenMessage;
  /** Whether there is something for somebody that their client has not opened yet. */
  hasUnread(user: string): boolean;
};

/** An event, and what somebody sees of it. */
type Part = { readonly event: RoomEvent; readonly seen: SeenMessage };

export function createMatrixLines(town: MatrixTown, rooms: () => readonly Room[]): MatrixLines {
  const { server, people, ama, offered } = town;
  const openedBy = (user: string) => people.get(user)?.opened ?? new Map();
  const roomOf = (id: string): Room => {
    const room = server.model.rooms.get(id);
    if (!room) throw new Error(`There is no room ${id}.`);
    return room;
  };

  function partsIn(user: string, room: Room, thread: string | undefined): readonly Part[] {
    return server
      .seen(user, room.id, thread, openedBy(user))
      .filter(({ redacted }) => !redacted)
      .flatMap((seen) => {
        const event = room.events.find(({ id }) => id === seen.id);
        return event ? [{ event, seen }] : [];
      });
  }
  function ledTo(user: string, nonce: string): readonly Part[] {
    return rooms()
      .filter(isDirect)
      .flatMap((room) => partsIn(user, room, undefined))
      .filter(({ event }) => replyOf(event) === nonce);
  }
  /** Whom a pointer calls reads what it leads to; to others it says nothing. */
  function withoutPointers(user: string, parts: readonly Part[]): readonly Part[] {
    return parts.flatMap((part) => {
      const { seen } = part;
      const nonce = replyOf(part.event)?.match(/^(.*)-told$/)?.[1];
      const [whom] = seen.mentions;
      if (nonce === undefined || whom === undefined) return [part];
      if (seen.text !== docText(sentToYou(whom, server.name))) return [part];
      return whom === user ? ledTo(user, nonce) : [];
    });
  }
  function lineOf(parts: readonly [Part, ...Part[]], where: Conversation): StoryLine {
    const [{ event, seen }] = parts;
    const last = parts.at(-1)?.seen ?? seen;
    const offer = offered.get(last.id);
    const text = textOf(parts.map((part) => part.seen));
    const actions = Object.entries(last.reactions).flatMap(([key, by]) =>
      offer && by.includes(ama) ? (actionByEmoji(key, offer.actions)?.id ?? []) : [],
    );
    const { platform, workspace } = where;
    const { room, thread } = event;
    return {
      message: {
        ...{ platform, workspace, room, message: event.id },
        ...(thread === undefined ? {} : { thread }),
      },
      fromBot: event.sender === ama,
      text: offer ? withoutEnd(text, docText(actionLines(offer.actions))) : text,
      actions,
      updated: parts.some(({ seen: { edited } }) => edited),
    };
  }

  return {
    seen({ user }, where) {
      const room = roomOf(where.room);
      const isMain = where.thread === undefined;
      const others = isMain && isDirect(room) ? rooms().filter(isDirect) : [];
      const around = [room, ...others.filter(({ id }) => id !== room.id)];
      const parts = withoutPointers(
        user,
        around.flatMap((one) => partsIn(user, one, where.thread)),
      );
      const once = new Map(parts.map((part) => [part.event.id, part])).values();
      const replies = Map.groupBy(
        [...once].toSorted((a, b) => a.event.position - b.event.position),
        ({ event }) => replyOf(event) ?? event.id,
      );
      return [...replies.values()].flatMap(([first, ...rest]) =>
        first ? [lineOf([first, ...rest], where)] : [],
      );
    },
    lastPart({ room, message }) {
      const { events } = roomOf(room);
      const first = events.find(({ id }) => id === message);
      const nonce = first && replyOf(first);
      if (nonce === undefined) return message;
      const isPart = (one: RoomEvent) => replyOf(one) === nonce && !one.redactedBy;
      return events.findLast(isPart)?.id ?? message;
    },
    event(user, id, message) {
      const room = roomOf(id);
      const thread = room.events.find((one) => one.id === message)?.thread;
      const found = server.seen(user, id, thread, openedBy(user)).find((one) => one.id === message);
      if (!found) throw new Error(`${user} does not see ${message}.`);
      return found;
    },
    hasUnread: (user) =>
      rooms().some((room) => {
        const until = isEncrypted(room) ? (readableUntil(room, user) ?? 0) : 0;
        return room.events.some(
          ({ id, type, position, redactedBy }) =>
            type === "m.room.encrypted" &&
            position <= until &&
            !redactedBy &&
            !openedBy(user).has(id),
        );
      }),
  };
}

/** The texts of a reply with its pictures in their places: one that is a part of something has its place in the text before it. */
function textOf(messages: readonly SeenMessage[]): string {
  const texts: string[] = [];
  let left = "";
  for (const { kind, text, fileName } of messages) {
    const alt = text === fileName ? "" : text;
    const said = kind === "m.image" ? pictureText({ image: drawn, alt }) : text;
    if (kind === "m.image" && left.includes(said)) {
      left = left.slice(left.indexOf(said) + said.length);
    } else {
      texts.push(said);
      if (kind !== "m.image") left = text;
    }
  }
  return texts.join("\n\n");
}

/** The reply that an event is a part of, by the id under which it was sent; of an edit, a seed or a copy there is none. */
function replyOf({ transaction, type }: RoomEvent): string | undefined {
  if (type === "m.reaction") return undefined;
  return transaction?.id.match(/^(.*)-\d+$/)?.[1];
}

/** Whether it was made for two. */
function isDirect({ events }: Room): boolean {
  return events.some(({ type, content }) => type === "m.room.member" && content.is_direct === true);
}

function withoutEnd(text: string, end: string): string {
  if (text === end) return "";
  return text.endsWith(`\n\n${end}`) ? text.slice(0, -end.length - 2) : text;
}
