import type { Action } from "../../../chat/action.ts";
import type { MessageRef } from "../../../chat/conversation.ts";
import { within } from "../../../chat/within.ts";
import { createRecentMap } from "../../../kernel/recent-map.ts";
import { withEmoji } from "../in/emoji-names.ts";
import type { About, Known } from "../in/known.ts";
import type { OwnIds } from "../in/own-ids.ts";
import type { DirectRooms } from "./direct-rooms.ts";
import type { Lookup } from "./lookup.ts";
import type { SlackPerson } from "./people.ts";
import { isDirect } from "./place.ts";
import type { SlackRoom } from "./rooms.ts";
import type { SentMessages } from "./sent-messages.ts";

export type KnowledgeParts = {
  readonly own: OwnIds;
  readonly people: Lookup<SlackPerson>;
  readonly rooms: Lookup<SlackRoom>;
  readonly directRooms: DirectRooms;
  readonly sent: SentMessages;
  readonly offered: Offered;
};

/** What our last messages offer, for those who react with an emoji in place of pressing. */
export type Offered = {
  put(on: MessageRef, actions: readonly Action[]): void;
  find(
    on: MessageRef,
    emoji: string,
  ): { readonly action: string; readonly value: string } | undefined;
};

/** Slack wants an answer within 3 s, and the item must be written down, too. */
const mostMs = 1_500;

/** Looks up what a payload does not tell; of whoever cannot be looked up in time nothing good is thought. */
export async function whatIsKnown(
  { users, room, commander }: About,
  { own, people, rooms, directRooms, sent, offered }: KnowledgeParts,
): Promise<Known> {
  let ourDirectRoom: string | undefined;
  async function askDirectRoom(user: string): Promise<void> {
    ourDirectRoom = await directRooms(user).catch(() => undefined);
  }
  const asking = [
    ...users.filter((user) => user !== own.user).map((user) => people.ask(user)),
    ...(room === undefined || isDirect(room) ? [] : [rooms.ask(room)]),
    ...(room !== undefined && commander !== undefined && isDirect(room)
      ? [askDirectRoom(commander)]
      : []),
  ];
  await within(mostMs, Promise.all(asking), undefined);
  return {
    own,
    nameOf: (user) => people.known(user)?.name,
    isOurThread: sent.isInThread,
    isOutsider: (user) => people.known(user)?.isOutsider ?? true,
    isOurDirectRoom: (id) => id === ourDirectRoom,
    // Where the scope is lacking, the envelope of an event tells it.
    isSharedRoom: (id) => rooms.known(id)?.isShared ?? false,
    offeredBy: offered.find,
  };
}

/** So many messages are remembered: whoever reacts to an older one presses. */
const most = 2_000;

export function createOffered(): Offered {
  const known = createRecentMap<readonly Action[]>(most);
  const keyOf = ({ room, message }: MessageRef) => `${room} ${message}`;
  return {
    put(on, actions) {
      if (actions.length > 0) known.set(keyOf(on), actions);
      else known.delete(keyOf(on));
    },
    find(on, name) {
      const emoji = withEmoji(`:${name}:`);
      const action = known.get(keyOf(on))?.find((one) => one.emoji === emoji);
      return action && { action: action.id, value: action.value };
    },
  };
}
