import type { ChatPlatform } from "../../chat/chat-platform.ts";
import type { RoomRef } from "../../chat/conversation.ts";
import { within } from "../../chat/within.ts";
import type { Roster } from "../roster.ts";
import type { NamedRoomStore } from "./named-room-store.ts";
import { roomsNamed } from "./rooms-named.ts";

/** The rooms that policies name. */
export type PolicyRooms = {
  /** As it is known now; undefined: there is none of that name, or nobody can say. */
  roomOf(written: string): RoomRef | undefined;
  /** Looks for those that are not known yet. */
  refresh(): Promise<void>;
};

type Given = {
  readonly platforms: readonly Pick<ChatPlatform, "name" | "roomNamed">[];
  readonly roster: () => Roster;
  readonly oncallRoom: string | undefined;
  readonly rooms: NamedRoomStore;
};

const patienceMs = 1_000;

/** `slack:#ops` is a room of that platform; `#ops` is one of any that has it, the first in the order in which they run. */
export function createPolicyRooms({ platforms, roster, oncallRoom, rooms }: Given): PolicyRooms {
  let known: ReadonlyMap<string, RoomRef> | undefined;
  function written(): readonly string[] {
    const named = roster().oncall.file.policies.flatMap(roomsNamed);
    return [...new Set([...named, ...(oncallRoom === undefined ? [] : [oncallRoom])])];
  }
  async function find(name: string): Promise<RoomRef | undefined> {
    const [, prefix, rest = name] = /^(slack|matrix|memory):(.+)$/.exec(name) ?? [];
    for (const platform of platforms) {
      if (prefix !== undefined && platform.name !== prefix) continue;
      // One that cannot say now is asked again later.
      const room = await platform.roomNamed?.(rest).catch(() => undefined);
      if (room) return room;
    }
    return undefined;
  }
  async function look(): Promise<void> {
    known ??= await rooms.list();
    for (const name of written()) {
      if (known.has(name)) continue;
      const room = await find(name);
      if (!room) continue;
      await rooms.put(name, room);
      known = new Map([...known, [name, room]]);
    }
  }
  let looking: Promise<void> | undefined;
  return {
    roomOf: (name) => known?.get(name),
    async refresh() {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      // Pages do not wait for a platform that does not answer.
      await within(patienceMs, looking, undefined);
    },
  };
}
