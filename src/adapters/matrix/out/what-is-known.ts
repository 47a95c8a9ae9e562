import type { MatrixClient } from "matrix-js-sdk";
import type { Conversation, Principal } from "../../../chat/conversation.ts";
import { conversationKey } from "../../../chat/conversation.ts";
import type { Clock } from "../../../kernel/clock.ts";
import type { RecentMap } from "../../../kernel/recent-map.ts";
import { type Known, principalOf, roomRef } from "../in/known.ts";
import type { Offer, Offers } from "../in/offers.ts";
import { eventsNamed, relationsOf } from "../in/relation.ts";
import type { RoomEvent } from "../in/room-event.ts";
import { knownRoom } from "./known-room.ts";
import type { MatrixCalls } from "./matrix-calls.ts";
import type { OurThreads } from "./our-threads.ts";

export type KnowingParts = {
  readonly client: MatrixClient;
  readonly calls: MatrixCalls;
  readonly offers: Offers;
  readonly threads: OurThreads;
  /** Events as they came: what is redacted since nobody else can tell. */
  readonly heard: Pick<RecentMap<RoomEvent>, "get">;
  /** Whether somebody fills in a form there. */
  readonly isFilling: (where: Conversation, person: Principal) => Promise<boolean>;
  readonly clock: Clock;
};

/** So deep do events name others: what a redaction takes away, what that was a version of, what that replies to. */
const mostSteps = 3;

/**
 * Looks up what an event does not tell: the events that it names, and what they name; what we offer there; its room.
 *
 * @throws what js-sdk throws when the homeserver does not answer; undefined: the room is not known
 */
export async function whatIsKnown(
  event: RoomEvent,
  replay: boolean,
  { client, calls, offers, threads, heard, isFilling, clock }: KnowingParts,
): Promise<Known | undefined> {
  const { room: id, sender } = event;
  const room = client.getRoom(id);
  if (!room) return undefined;
  const user = client.getSafeUserId();
  const own = { user, displayName: room.getMember(user)?.name };
  const ask = async (named: string) => heard.get(named) ?? (await calls.event(id, named));
  const earlier = await earlierEvents(event, ask);
  const about = [event, ...earlier.values()];
  const offered = new Map<string, Offer>();
  for (const named of new Set(about.flatMap(eventsNamed))) {
    const offer = await offers.on(named);
    if (offer) offered.set(named, offer);
  }
  const conversations = about.map((one) => whereOf(one, roomRef(own, id)));
  const newest = new Map<string, Offer>();
  const ours = new Set<string>();
  for (const where of conversations) {
    const key = conversationKey(where);
    const isTaken = await isFilling(where, principalOf(own, sender));
    const offer = isTaken ? undefined : await offers.newest(where);
    if (offer) newest.set(key, offer);
    if (where.thread !== undefined && (await threads.isOurs(id, where.thread, calls)))
      ours.add(key);
  }
  return {
    own,
    room: await knownRoom(client, room),
    receivedAt: clock.now(),
    replay,
    nameOf: (account) => room.getMember(account)?.name,
    isOurThread: (where) => ours.has(conversationKey(where)),
    earlier: (named) => earlier.get(named),
    offeredOn: (named) => offered.get(named),
    newestOffer: (where) => newest.get(conversationKey(where)),
  };
}

async function earlierEvents(
  event: RoomEvent,
  ask: (named: string) => Promise<RoomEvent | undefined>,
): Promise<ReadonlyMap<string, RoomEvent>> {
  const found = new Map<string, RoomEvent>();
  let named = eventsNamed(event);
  for (let step = 0; step < mostSteps && named.length > 0; step += 1) {
    const next: RoomEvent[] = [];
    for (const one of named) {
      const earlier = found.has(one) ? undefined : await ask(one);
      if (!earlier) continue;
      found.set(one, earlier);
      next.push(earlier);
    }
    named = next.flatMap(eventsNamed);
  }
  return found;
}

function whereOf(event: RoomEvent, room: Conversation): Conversation {
  const { thread } = relationsOf(event);
  return thread === undefined ? room : { ...room, thread };
}
