import type { WebClient } from "@slack/web-api";

/** Finds, by the id of a person, the room where they talk to us alone; asked once for each. @throws what Slack's client throws */
export type DirectRooms = (user: string) => Promise<string>;

export function createDirectRooms(client: Pick<WebClient, "conversations">): DirectRooms {
  const known = new Map<string, string>();
  return async (user) => {
    const old = known.get(user);
    if (old !== undefined) return old;
    const { channel } = await client.conversations.open({ users: user });
    if (channel?.id === undefined) throw new Error("Slack opened a direct room without an id.");
    known.set(user, channel.id);
    return channel.id;
  };
}
