/** Where people talk to us: each has its adapter, but for `memory`, which is for tests. */
export type PlatformName = "slack" | "matrix" | "console" | "memory";

/** A room by its ids, never by names. Workspace: the team in Slack, the bot's server in Matrix, `local` elsewhere. */
export type RoomRef = {
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly room: string;
};

/** A room, or a thread in it; without a thread the room's main line. */
export type Conversation = RoomRef & { readonly thread?: string | undefined };

/** A message, by the id that its platform gave it. */
export type MessageRef = Conversation & { readonly message: string };

/** An account on a platform; people.yaml says which person it is. Display names identify nobody. */
export type Principal = {
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly user: string;
};

/** A room as one text, for use as a key. */
export function roomKey({ platform, workspace, room }: RoomRef): string {
  return JSON.stringify([platform, workspace, room]);
}

/** A conversation as one text; a room's main line is another one than each of its threads. */
export function conversationKey({ platform, workspace, room, thread }: Conversation): string {
  return JSON.stringify([platform, workspace, room, thread ?? null]);
}

/** An account as one text. */
export function principalKey({ platform, workspace, user }: Principal): string {
  return JSON.stringify([platform, workspace, user]);
}
