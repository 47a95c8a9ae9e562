import type { Asker } from "../answers/judge-question.ts";
import type { Capabilities } from "../chat/chat-platform.ts";
import {
  type Conversation,
  conversationKey,
  type Principal,
  roomKey,
} from "../chat/conversation.ts";
import type { Inbound, InboxItem } from "../chat/inbox-item.ts";
import type { RoomSettings } from "../chat/room-settings.ts";
import type { ThreadState } from "../chat/thread-state.ts";
import type { Checklist } from "../runbooks/checklist.ts";
import type { Walk } from "../runbooks/walk-state.ts";
import type { StoredWalk } from "../runbooks/walk-store.ts";
import { type Speaker, speakerOf } from "./speaker.ts";
import type { TalkGiven } from "./talk-given.ts";

/** Where something is said, by whom and when, and what is known of the conversation then. */
export type Scene = {
  readonly given: TalkGiven;
  readonly item: InboxItem;
  /** Where the reply goes. */
  readonly conversation: Conversation;
  readonly roomKind: Inbound["roomKind"];
  /** What can be done there; undefined where nobody asks for anything. */
  readonly able: Capabilities | undefined;
  readonly speaker: Speaker;
  readonly at: Temporal.Instant;
  readonly today: Temporal.PlainDate;
  readonly settings: RoomSettings;
  readonly state: ThreadState;
  readonly walk: StoredWalk<Walk> | undefined;
  readonly list: StoredWalk<Checklist> | undefined;
  /** Key of the reply, the same whenever the item is decided. */
  readonly replyKey: string;
};

/** Looks up what is known of a conversation when something reaches us. */
export async function sceneOf(
  item: InboxItem,
  inboxId: number,
  where: {
    readonly conversation: Conversation;
    /** Undefined: as it was when somebody last wrote there. */
    readonly roomKind: Inbound["roomKind"] | undefined;
    readonly by: Principal;
    readonly name: string;
  },
  given: TalkGiven,
): Promise<Scene> {
  const { conversation, by, name } = where;
  const at = given.clock.now();
  const today = at.toZonedDateTimeISO(given.timeZone).toPlainDate();
  const key = conversationKey(conversation);
  const state = await given.conversations.load(key);
  const isAsked = item.kind === "message" || item.kind === "interaction" || item.kind === "form";
  return {
    given,
    item,
    conversation,
    roomKind: where.roomKind ?? (state.isDirect ? "dm" : "room"),
    able: isAsked ? await given.capabilities(conversation) : undefined,
    speaker: speakerOf(by, name, given.knowledge().corpus.catalogue, today),
    at,
    today,
    settings: await given.settings.load(roomKey(conversation)),
    state,
    walk: await given.walks.running(key),
    list: await given.walks.ticking(key),
    replyKey: replyKeyOf(item, inboxId),
  };
}

/** Who asks in a scene, as answers are given to. */
export function askerIn({ speaker, today, settings }: Scene): Asker {
  return { viewer: speaker.viewer, today, folder: settings.folder, voice: speaker.voice };
}

/** What is caught up on counts for no budget. */
export function replyKeyOf(item: InboxItem, inboxId: number): string {
  return `${item.kind === "message" && item.replay ? "late" : "answer"}:${inboxId}`;
}

/** Key of what is said in another conversation beside the reply. */
export function elsewhereKeyOf({ replyKey }: Pick<Scene, "replyKey">): string {
  return `elsewhere:${replyKey}`;
}
