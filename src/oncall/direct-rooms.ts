import type { ChatPlatform } from "../chat/chat-platform.ts";
import type { Conversation, PlatformName, Principal } from "../chat/conversation.ts";
import type { Person } from "../knowledge/person.ts";

/**
 * Creates the answer to "where does this person talk to us alone": on every platform on which people.yaml gives them an
 * account; a terminal's accounts are people's ids. Empty for somebody who is not in people.yaml.
 *
 * It throws where a platform cannot say, and no other has a room.
 */
export function createDirectRooms(given: {
  readonly platforms: readonly Pick<ChatPlatform, "name" | "directRoom">[];
  readonly people: () => readonly Person[];
  /** Our own account on a platform. */
  readonly self: (platform: PlatformName) => Principal;
}): (person: string) => Promise<readonly Conversation[]> {
  const { platforms, people, self } = given;
  return async (id) => {
    const person = people().find((one) => one.id === id);
    const asked = platforms.flatMap((platform) => {
      const user = person && accountOf(person, platform.name);
      return user === undefined ? [] : [platform.directRoom({ ...self(platform.name), user })];
    });
    const answers = await Promise.allSettled(asked);
    const rooms = answers.flatMap((answer) =>
      answer.status === "fulfilled" && answer.value ? [answer.value] : [],
    );
    const failed = answers.find((answer) => answer.status === "rejected");
    if (rooms.length === 0 && failed) throw failed.reason;
    return rooms;
  };
}

function accountOf({ id, slack, matrix }: Person, platform: PlatformName): string | undefined {
  if (platform === "slack") return slack;
  return platform === "matrix" ? matrix : id;
}
