import type { FilledIn } from "./form-state.ts";
import type { Json } from "./slack-refusal.ts";

export type RoomKind = "public" | "private" | "im" | "mpim";

export type FakeUser = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly email: string | undefined;
  readonly isBot: boolean;
  /** Of another company. */
  readonly isStranger: boolean;
  readonly deleted: boolean;
  readonly zone: string;
};

export type FakeRoom = {
  readonly id: string;
  readonly name: string;
  readonly kind: RoomKind;
  readonly members: Set<string>;
  /** With another company. */
  readonly shared: boolean;
  archived: boolean;
  topic: string;
};

export type FakeFile = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly altText: string | undefined;
  readonly length: number;
  bytes: Buffer | undefined;
  /** Somebody can see it. */
  shared: boolean;
};

export type FakeMessage = {
  readonly ts: string;
  readonly room: string;
  readonly user: string;
  /** An app wrote it. */
  readonly botId: string | undefined;
  readonly threadTs: string | undefined;
  /** A reply that the room's main line shows, too. */
  readonly broadcast: boolean;
  /** The one who sees it; nobody else does. */
  readonly onlyFor: string | undefined;
  files: readonly FakeFile[];
  readonly reactions: Map<string, Set<string>>;
  subtype: string | undefined;
  text: string;
  blocks: readonly Json[];
  metadata: Json | undefined;
  edited: { readonly user: string; readonly ts: string } | undefined;
  /** Still being written with chat.appendStream. */
  streaming: boolean;
};

export type FakeView = {
  readonly id: string;
  readonly user: string;
  readonly type: "modal" | "home";
  readonly rootId: string;
  readonly previousId: string | undefined;
  definition: Json;
  hash: string;
  isOpen: boolean;
  /** What its user typed and picked; it stays in fields that a new version has, too. */
  filled: FilledIn;
  /** What the app said is wrong, by block id. */
  errors: Json;
};

export type FakeUserGroup = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  users: readonly string[];
};

/** What a workspace keeps. Tests read it; people and the app's calls change it. */
export type SlackModel = {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly app: { readonly id: string; readonly botId: string; readonly botUser: string };
  readonly users: Map<string, FakeUser>;
  readonly rooms: Map<string, FakeRoom>;
  /** In the order in which they came; tombstones stay, deleted ones do not. */
  readonly messages: FakeMessage[];
  readonly files: Map<string, FakeFile>;
  /** Modals, and each user's home. */
  readonly views: Map<string, FakeView>;
  readonly userGroups: Map<string, FakeUserGroup>;
  /** What a direct or agent thread shows while the app works: by `room/thread`. */
  readonly statuses: Map<string, string>;
};

/** Finds a message that is not ephemeral. */
export function messageAt(model: SlackModel, room: string, ts: string): FakeMessage | undefined {
  return model.messages.find(
    (one) => one.room === room && one.ts === ts && one.onlyFor === undefined,
  );
}

/** Replies of a thread, without the message it hangs on and without what only one person sees. */
export function repliesTo(model: SlackModel, room: string, ts: string): readonly FakeMessage[] {
  return model.messages.filter(
    (one) => one.room === room && one.threadTs === ts && one.ts !== ts && !one.onlyFor,
  );
}

/** The room where a user talks to the app alone. */
export function directRoomOf(model: SlackModel, user: string): FakeRoom | undefined {
  const isIt = ({ kind, members }: FakeRoom) =>
    kind === "im" && members.has(user) && members.has(model.app.botUser);
  return model.rooms.values().find(isIt);
}

/** A room's kind as events name it. */
export function channelType(kind: RoomKind): "channel" | "group" | "im" | "mpim" {
  if (kind === "public") return "channel";
  return kind === "private" ? "group" : kind;
}
