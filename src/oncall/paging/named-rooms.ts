import type { ChatPlatform } from "../../chat/chat-platform.ts";
import { type RoomRef, roomKey } from "../../chat/conversation.ts";
import { within } from "../../chat/within.ts";
import type { Roster } from "../roster.ts";
import type { NamedRoomStore } from "./named-room-store.ts";
import { roomsNamed } from "./rooms-named.ts";

/** Rooms by what oncall.yaml calls them. */
export type NamedRooms = {
  /** As it is known now; undefined: there is none of that name, or nobody can say. */
  roomOf(written: string): RoomRef | undefined;
  /** Looks for one, unless it is known; undefined: there is none. Throws where a platform cannot say, and no other has it. */
  find(written: string): Promise<RoomRef | undefined>;
  /** Looks for those of policies that are not known; for one that was not found, twice a minute. */
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
export function createNamedRooms({ platforms, roster, oncallRoom, rooms }: Given): NamedRooms {
  let known: ReadonlyMap<string, RoomRef> | undefined;
  const looked = new Map<string, Temporal.Instant>();
  function written(): readonly string[] {
    const named = roster().oncall.file.policies.flatMap(roomsNamed);
    return [...new Set([...named, ...(oncallRoom === undefined ? [] : [oncallRoom])])];
  }
  async function ask(name: string): Promise<RoomRef | undefined> {
    const [, prefix, rest = name] = /^(slack|matrix|memory):(.+)$/.exec(name) ?? [];
    const failures: unknown[] = [];
    for (const platform of platforms) {
      if (prefix !== undefined && platform.name !== prefix) continue;
      try {
        const room = await platform.roomNamed?.(rest);
        if (room) return room;
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return undefined;
  }
  async function keep(name: string, room: RoomRef): Promise<RoomRef> {
    await rooms.put(name, room);
    known = new Map([...(known ?? []), [name, room]]);
    return room;
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
      try {
        const room = await ask(name);
        looked.set(name, at);
        if (room) await keep(name, room);
        else await rooms.remove(name);
      } catch {
        // Who cannot say now is asked again the next time.
      }
    }
  }
  let looking: Promise<void> | undefined;
  return {
    roomOf: (name) => known?.get(name),
    async find(name) {
      known ??= await rooms.list();
      const old = known.get(name);
      if (old) return old;
      const room = await ask(name);
      return room && (await keep(name, room));
    },
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
