import type { WebClient } from "@slack/web-api";
import type { Inbound, InboxItem } from "../../../chat/inbox-item.ts";
import { type About, type Known, roomRef } from "../in/known.ts";
import { mapMessage } from "../in/map-message.ts";
import type { OwnIds } from "../in/own-ids.ts";
import { mentionedIn } from "../in/plain-text.ts";
import { refusalCode } from "./failure.ts";
import { listRooms } from "./list-rooms.ts";
import { readMessages, type StoredMessage, stampOf } from "./read-messages.ts";
import type { RoomKind } from "./rooms.ts";

export type CatchUpParts = {
  readonly client: Pick<WebClient, "conversations">;
  readonly own: OwnIds;
  readonly know: (about: About) => Promise<Known>;
  readonly isGranted: (scope: string) => boolean;
  /** Hears of a room that could not be read. Must not throw. */
  readonly fault: (error: unknown) => void;
};

/** A thread that began earlier is not looked into. */
const aDay = Temporal.Duration.from({ hours: 24 });

const channelTypes = { channels: "channel", groups: "group", im: "im", mpim: "mpim" } as const;

/**
 * What people wrote since an instant, oldest first, in all rooms that we are in and may read; in threads that began at most
 * a day before.
 */
export async function catchUp(
  since: Temporal.Instant,
  at: Temporal.Instant,
  parts: CatchUpParts,
): Promise<readonly InboxItem[]> {
  const { client, isGranted, fault } = parts;
  const missed: InboxItem[] = [];
  const mayRead = (kind: RoomKind) => isGranted(`${kind}:read`) && isGranted(`${kind}:history`);
  for (const { id, kind, isShared } of await listRooms(client, mayRead)) {
    try {
      for (const message of await messagesSince(id, since, parts)) {
        const item = await itemOf(message, { id, kind, isShared, at }, parts);
        if (item) missed.push(item);
      }
    } catch (error) {
      if (refusalCode(error) === undefined) throw error;
      fault(error);
    }
  }
  return missed.toSorted((one, other) =>
    Temporal.Instant.compare(instantIn(one), instantIn(other)),
  );
}

async function messagesSince(
  room: string,
  since: Temporal.Instant,
  { client, own }: CatchUpParts,
): Promise<readonly StoredMessage[]> {
  const where = roomRef(own, room);
  const from = stampOf(since);
  const oldest = stampOf(since.subtract(aDay));
  const isNew = ({ ts = "" }: StoredMessage) => Number(ts) >= Number(from);
  const line = await readMessages(client, where, { oldest });
  const found = line.filter(isNew);
  for (const { ts, latest_reply: latest } of line) {
    if (ts === undefined || latest === undefined || Number(latest) < Number(from)) continue;
    const thread = await readMessages(client, { ...where, thread: ts }, { oldest: from });
    found.push(...thread.filter((one) => one.ts !== ts && isNew(one)));
  }
  return found;
}

async function itemOf(
  message: StoredMessage,
  room: {
    readonly id: string;
    readonly kind: RoomKind;
    readonly isShared: boolean;
    readonly at: Temporal.Instant;
  },
  { know }: CatchUpParts,
): Promise<InboxItem | undefined> {
  const { user, text = "" } = message;
  const users = [...(user === undefined ? [] : [user]), ...mentionedIn(text)];
  const event = { ...message, type: "message", channel: room.id };
  return mapMessage(
    { ...event, channel_type: channelTypes[room.kind] },
    await know({ users, room: room.id }),
    { isShared: room.isShared, receivedAt: room.at, replay: true },
  );
}

function instantIn(item: InboxItem): Temporal.Instant {
  return item.kind === "message" ? (item satisfies Inbound).sentAt : item.at;
}
