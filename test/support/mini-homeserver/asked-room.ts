import type { NewRoom } from "./create-room.ts";

export type RoomHow = {
  readonly encrypted?: boolean;
  readonly public?: boolean;
  /** Without server: `ops` becomes `#ops:server`. */
  readonly alias?: string;
  /** The room that it says it goes on from. */
  readonly predecessor?: string;
};

const encryption = {
  type: "m.room.encryption",
  content: { algorithm: "m.megolm.v1.aes-sha2" },
};

/** What somebody's client asks for who makes a room for several. */
export function askedRoom(name: string, invite: readonly string[], how: RoomHow = {}): NewRoom {
  const { encrypted = false, public: isPublic = false, alias, predecessor } = how;
  return {
    ...{ name, invite: [...invite], preset: isPublic ? "public_chat" : "private_chat" },
    ...(encrypted ? { initial_state: [encryption] } : {}),
    ...(alias === undefined ? {} : { room_alias_name: alias }),
    ...(predecessor === undefined
      ? {}
      : { creation_content: { predecessor: { room_id: predecessor } } }),
  };
}

/** What it asks for who makes a room for two. */
export function askedDirectRoom(
  whom: string,
  { encrypted = false }: Pick<RoomHow, "encrypted"> = {},
): NewRoom {
  return {
    ...{ preset: "trusted_private_chat", is_direct: true, invite: [whom] },
    ...(encrypted ? { initial_state: [encryption] } : {}),
  };
}
