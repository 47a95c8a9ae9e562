import type { ChatPlatform } from "../chat/chat-platform.ts";
import type { Conversation, PlatformName, Principal } from "../chat/conversation.ts";
import type { Person } from "../knowledge/person.ts";

type Given = {
  readonly platforms: readonly Pick<ChatPlatform, "name" | "directRoom" | "isHere">[];
  readonly people: () => readonly Person[];
  /** Our own account on a platform. */
  readonly self: (platform: PlatformName) => Principal;
};

/** Where people, by id, talk to us alone; somebody who is not in people.yaml has no such room. */
export type DirectRooms = {
  /** On every platform on which they have an account. Throws where a platform cannot say, and no other has a room. */
  all(person: string): Promise<readonly Conversation[]>;
  /** On one platform; throws where it cannot say. */
  on(person: string, platform: PlatformName): Promise<Conversation | undefined>;
  /** The platforms that run and on which somebody has an account. A terminal's accounts are people's ids. */
  platformsOf(person: Person): readonly PlatformName[];
};

export function createDirectRooms({ platforms, people, self }: Given): DirectRooms {
  const placesOf = (person: Person) =>
    platforms.flatMap((platform) => {
      const user = accountOf(person, platform.name);
      return user === undefined || platform.isHere?.(user) === false ? [] : [{ platform, user }];
    });
  const roomsOf = (id: string, on?: PlatformName) => {
    const person = people().find((one) => one.id === id);
    const places = person === undefined ? [] : placesOf(person);
    return places
      .filter(({ platform }) => on === undefined || platform.name === on)
      .map(({ platform, user }) => platform.directRoom({ ...self(platform.name), user }));
  };
  return {
    async all(person) {
      const answers = await Promise.allSettled(roomsOf(person));
      const rooms = answers.flatMap((answer) =>
        answer.status === "fulfilled" && answer.value ? [answer.value] : [],
      );
      const failed = answers.find((answer) => answer.status === "rejected");
      if (rooms.length === 0 && failed) throw failed.reason;
      return rooms;
    },
    async on(person, platform) {
      const [room] = await Promise.all(roomsOf(person, platform));
      return room;
    },
    platformsOf: (person) => placesOf(person).map(({ platform }) => platform.name),
  };
}

function accountOf({ id, slack, matrix }: Person, platform: PlatformName): string | undefined {
  if (platform === "slack") return slack;
  return platform === "matrix" ? matrix : id;
}
