import type { ChatPlatform } from "../../chat/chat-platform.ts";
import { type RoomRef, roomKey } from "../../chat/conversation.ts";
import { within } from "../../chat/within.ts";
import type { Roster } from "../roster.ts";
import type { NamedRoomStore } from "./named-room-store.ts";
import { roomsNamed } from "./rooms-named.ts";

/** The rooms that policies name. */
export type PolicyRooms = {
  /** As it is known now; undefined: there is none of that name, or nobody can say. */
  roomOf(written: string): RoomRef | undefined;
  /** Looks for those that are not known; for one that was not found, twice a minute. */
  refresh(at: Temporal.Instant): Promise<void>;
  /** Has a room that is not there any more be looked for anew, by its name. */
  forget(room: RoomRef): void;
};

type Given = {
  readonly platforms: readonly Pick<ChatPlatform, "name" | "roomNamed">[];
  readonly roster: () => Roster;
  readonly oncallRoom: string | undefined;
  readonly rooms: NamedRoomStore;
};

const patienceMs = 1_000;
const lookEvery = { seconds: 30 };

const { compare } = Temporal.Instant;

/** `slack:#ops` is a room of that platform; `#ops` is one of any that has it, the first in the order in which they run. */
export function createPolicyRooms({ platforms, roster, oncallRoom, rooms }: Given): PolicyRooms {
  let known: ReadonlyMap<string, RoomRef> | undefined;
  const looked = new Map<string, Temporal.Instant>();
  function written(): readonly string[] {
    const named = roster().oncall.file.policies.flatMap(roomsNamed);
    return [...new Set([...named, ...(oncallRoom === undefined ? [] : [oncallRoom])])];
  }
  async function find(name: string): Promise<RoomRef | "absent" | "cannot-tell"> {
    const [, prefix, rest = name] = /^(slack|matrix|memory):(.+)$/.exec(name) ?? [];
    let isSure = true;
    for (const platform of platforms) {
      if (prefix !== undefined && platform.name !== prefix) continue;
      try {
        const room = await platform.roomNamed?.(rest);
        if (room) return room;
      } catch {
        isSure = false;
      }
    }
    return isSure ? "absent" : "cannot-tell";
  }
  /** Whether it was looked for a moment ago; a clock that was set back hides nothing. */
  function isFresh(name: string, at: Temporal.Instant): boolean {
    const last = looked.get(name);
    return last !== undefined && compare(last, at) <= 0 && compare(at, last.add(lookEvery)) < 0;
  }
  async function look(at: Temporal.Instant): Promise<void> {
    known ??= await rooms.list();
    for (const name of written()) {
      if (known.has(name) || isFresh(name, at)) continue;
      const room = await find(name);
      if (room === "cannot-tell") continue;
      looked.set(name, at);
      if (room === "absent") {
        await rooms.remove(name);
        continue;
      }
      await rooms.put(name, room);
      known = new Map([...known, [name, room]]);
    }
  }
  let looking: Promise<void> | undefined;
  return {
    roomOf: (name) => known?.get(name),
    async refresh(at) {
      looking ??= look(at).finally(() => {
        looking = undefined;
      });
      // Pages do not wait for a platform that does not answer.
      await within(patienceMs, looking, undefined);
    },
    forget(gone) {
      const isOther = ([, room]: readonly [string, RoomRef]) => roomKey(room) !== roomKey(gone);
      known = known && new Map([...known].filter(isOther));
    },
  };
}
